### The Positions area: what is held, how far it is to where it ends, equity, limits, and the book's lists.

positions-none-halted = No open positions; the engine is halted. Press R to resume.
positions-none-chosen = No position is chosen.
positions-confidence = Conf.
positions-confidence-long = Confidence at entry
positions-equity = Equity
positions-equity-facts = { $change } since the start · { $now } below peak · { $worst } at worst
positions-sheet-equity = Equity
positions-sheet-risk = Risk
positions-sheet-trades = Trades
positions-sheet-orders = Orders
positions-sheet-locks = Locks
positions-book-trades = Finished trades
positions-book-orders = Orders
positions-book-locks = Locked against entries
positions-limit-room = room left
positions-limit-near = nearly used
positions-limit-reached = reached
positions-exits = Each position: stop { $stop }, target { $target }
positions-away = { $share } away
positions-no-level = not set
positions-ladder = ┃ entry   ● price now
positions-trades-here = Closed before in { $symbol }
positions-closed-now = There is no position in { $symbol } any more. Esc goes back to the list.
positions-origin = The decision that opened this position
positions-origin-by-hand = A person opened this position by hand; the engine did not decide it.
positions-origin-unknown = No decision of the engine from right before this position opened can be found any more.
