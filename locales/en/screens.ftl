### What opens over the areas: asking again, answers, help, welcome, jump.

dialog-close = close
dialog-move = move
dialog-scroll = scroll
dialog-choose = choose

## Asking again

confirm-title = To be sure
confirm-do = Do it
confirm-leave = Leave it
confirm-type = Type { $word } and press Enter to do it.

## An answer

answer-export = save to a file
answer-copied = copied to the clipboard

## Help

help-title = Help · { $area }
help-search = find a key or a command
help-keys-here = Keys here
help-keys-everywhere = Keys everywhere
help-keys-playback = Keys while playing back
help-commands-ask = Commands that ask
help-commands-money = Commands that show money
help-commands-act = Commands that act
help-commands-console = Commands of the console alone
help-run = do it
help-nothing = There is no such key or command. Try fewer letters.
help-market =
    Each row is a watched pair: its price, its change over 24 hours, the direction the engine forecasts and how sure it is. Choose a row and its candle chart and reasons show beside it. Every closed candle is one forecast. The engine speaks only when the probability is above the floor; most of the time it stays silent, and silence is an answer too. PAPER is simulated money, not real money.
help-positions =
    What is held, bought at what price, what it would earn now and when it will be left; with the equity curve, the share of equity in the market, and the pairs that are locked. Every position has a stop loss, a take profit and a time limit: the engine leaves at whichever comes first.
help-signals =
    Every closed candle gives exactly one decision with exactly one reason. Here you see what was spoken, what was refused and why, and whether it came true. The scoreboard keeps every signal ever spoken in a chain of hashes, so nobody can change one unnoticed.
help-models =
    Every pair has its own model, measured on candles it had never seen. Here you see how old it is, how often it is right, whether 70% means 70%, and how far the market has moved from what it learned. From here it can be trained anew, replaced by a newer version, or rolled back.
help-backtest =
    Runs candles of the past exactly as if they came live, and shows the result after fees. A result in the past promises nothing for tomorrow: it only tells what the rules have done.
help-logs =
    The log is what the engine tells; the audit is who asked for what and what came of it. Filter to see only what you need, follow to see the newest line. Every error has an incident id: name it when you ask for help.
help-settings =
    Every setting with its value and its source: command line, environment, .env file or default. Language, theme, number style and notices can be changed right here and are remembered. Secrets are never shown.
help-legend-market =
    ●  a signal: calibrated probability above the floor, and every other gate passed (record, fresh prices, nothing twice)
    ·  below the floor: leaning one way, not enough to speak
    ▲ ▼  up, down
    ⇈ ⇊  up or down by 6.9% or more in 24 hours
    %  how sure the forecast is; 50% is a coin toss
    Wt  weight, 0 to 100: how much this forecast deserves an entry; below 45 there is none
    ★  a favourite, which stands first
    ▂▅▇  prices of the latest candles
help-legend-positions =
    ▲ ▼  in profit, at a loss if closed right now
    %  the result as a share of the money put in
    Stop loss  at this price it is left, to lose no more
    Take profit  at this price it is left, to keep the gain
    !  less than a quarter of the way from entry is left
    ┣ ┃ ┫ ●  stop, entry, target, the price now
    ✔ ▲ ✖  a limit with room, 70% used or more, reached
    Lock  a pair that may not enter for a while, with the reason
help-legend-signals =
    ● ○ ·  traded, spoken and not traded, silent
    ✔ ✖ …  right, wrong, still open
    ├●┤ ┊  the 95% interval of the record, and break-even
    %  the calibrated probability when it was decided
    Wt  weight, 0 to 100
    right, wrong  scored when the horizon has passed; nobody can edit it
    67 – 75  95% interval: the fewer cases, the wider
help-legend-models =
    Accuracy  the share that came true, with its 95% interval
    Calibration  70% should come true about 70 times in 100; a small error is good
    Drift  how far the market is from the one it was trained on
    ✔ ✖ ·  keeps its word, worse than claimed, too early to say
    = ▲ ▼  came true as claimed, more often, less often
    ● ○ ◐ ✖  in service, not in service, learning or shadow, expired
    ├●┤ ┊  the 95% interval, and the 50% of a coin
    Candidate  a version that is trained and not in service
help-legend-backtest =
    After fees  fees and slippage are taken off
    Drawdown  from the top of equity to the deepest low after it
    ◆ ≠  the run kept for comparison, a line that differs
    n  the number of trades; with few of them every figure is luck
help-legend-logs =
    n, N  next match, previous match
    E-XXXX  incident id, which leads to the line in the log file
help-legend-settings =
    file .env  lies in the folder it starts from; restart after a change
    default  nobody has set anything

## Welcome

welcome-title = Welcome · { $page }/3
welcome-next = Next
welcome-back = Back
welcome-skip = Skip
welcome-begin = Start
welcome-what =
    Hải Đăng watches crypto pairs, forecasts where they will go, and says honestly how sure it is.
    When the probability is above the floor it speaks a signal and trades paper money; otherwise it is silent.
    Everything it has said is scored right or wrong in a book that nobody can change unnoticed.
welcome-language = Which language shall it speak?
welcome-language-own = English
welcome-market = Where do prices come from?
welcome-demo = Demo (simulated)
welcome-demo-meaning = Simulated prices, { $times } times faster than real time, planted with patterns that models can learn. Results here say nothing about real markets.
welcome-exchange = { $exchange }, paper money
welcome-exchange-meaning = Real prices, no account or key needed. Needs the network; the first start fetches history. Models may stay silent for long, and rightly so.
welcome-symbols = Which coins shall it watch?
welcome-add = Add another
welcome-add-hint = type a name such as DOGE, then Enter
welcome-none = No coin is chosen. Choose at least one.
welcome-kept = What you choose is kept in { $place }; change it there later and restart.
welcome-signal = What a signal is, and what it is not
welcome-is =
    It is a forecast whose calibrated probability is above the floor, with its reason and its record so far.
    Below the floor there is silence: not to speak when not knowing is an answer too.
welcome-is-not =
    It is not financial advice and not a promise. The money here is paper money: simulated, not real.
welcome-progress = Getting ready
welcome-opening = Opening the engine ...
welcome-candles = { $have }/{ $need } candles
welcome-training = Training { $done }/{ $total } · { $symbol }
welcome-training-waiting = Training: waiting
welcome-trained = The models are ready.
welcome-untrained = Models are trained as soon as there are enough candles.
welcome-connection = { $venue }: { $state }
welcome-mend-exchange = Check the network. If the exchange is blocked where you are, set EXCHANGE_PROXY in { $place }, or MARKET=demo, and restart. It keeps trying by itself.
welcome-mend = It keeps trying by itself; once inside, press ? to see what to do.

## Jump

jump-type = type a letter to go to that panel
jump-nothing = There is no panel to jump to here.
