### Commands as help, palette and chats show them, their parameters, and what they answer when done.

## Market

cmd-ping = Is the engine awake? Answers Pong! and how long it took.
cmd-ping-help = Asks for nothing but an answer. Shows how long it took, which is what every other command waits for too.
cmd-price = Price now, 24-hour change, and which way the forecast leans.
cmd-price-help = The latest price of a pair with its 24-hour change, high, low and volume, the value in dong when the rate is known, and the forecast in one breath. Example: price BTC
cmd-predict = The forecast for a pair: direction, probability, votes and the reason.
cmd-predict-help = The newest forecast made on a closed candle: calibrated probability against the floor, each model's vote, weight and its five parts, stop loss and take profit, and the record of this band. When it is not sure enough it says so and stays out. Example: predict BTC
cmd-movers = The biggest gainers and losers of the last 24 hours.
cmd-movers-help = Watched pairs by their change over 24 hours, gainers first, then losers. Example: movers 5
cmd-signals = The latest signals, with the reason and what became of each.
cmd-signals-help = Signals that were spoken, newest first, for one pair or for all: direction, confidence, whether it was traded and why, whether it came true, and the id with which explain shows it again. Other kinds by traded, refused (spoken, not traded), silent or all. Example: signals BTC refused 20
cmd-explain = All that stands behind the newest decision on a pair, or behind an old one.
cmd-explain-help = The newest decision with everything that went into it: votes, which features pushed it up or down by how many points (by the logistic member alone), the five parts of the weight, expected edge, break-even, the record of the band, model and data age. With the id of an old decision (its first 4 letters are enough) that one is shown as it was stored. Example: explain ETH 7f3a
cmd-depth = The order book of a pair: the best waiting prices.
cmd-depth-help = The best prices to buy and to sell at now, and how much waits at each. The demo market and recordings have no order book. Example: depth BTC
cmd-chart = A chart of a pair with its indicators and trades.
cmd-chart-help = Candles with averages and bands, entries, exits, stop loss and take profit. The timeframe is the one in use unless another is named. Example: chart BTC 1h

## Book

cmd-positions = Open positions and what they are worth now.
cmd-positions-help = Each open position: side, amount, entry, price now, result so far, stop loss and take profit; and the share of equity that is in the market.
cmd-orders = Recent orders, unfinished ones first.
cmd-orders-help = Orders with their state and how much has been filled. Unfinished orders come first. Example: orders 20
cmd-trades = Finished round trips with their result after costs.
cmd-trades-help = Newest first: amount, entry, exit, fee, result and why the trade ended. Example: trades 20
cmd-equity = The equity of the purse over time.
cmd-equity-help = Equity (cash and positions) and the drawdown from its peak, from the opening of the purse until now.
cmd-balance = The balance of the purse: cash, positions, equity and drawdown.
cmd-balance-help = Cash and the value of open positions, together the equity; the result since the start and the distance from the peak. There is one purse for each market and mode.
cmd-profit = Result by day, week or month.
cmd-profit-help = Trades, wins, result and fees for each day, week or month, newest first. Example: profit week 8
cmd-performance = Result by pair, by recommendation or by the way trades ended.
cmd-performance-help = Groups finished trades and shows the number of trades, the share of wins with its 95% interval, and the result. Example: performance exit
cmd-stats = The whole record: forecasts, hits, trades, costs, drawdown.
cmd-stats-help = How many forecasts were made, spoken and scored, how often the spoken ones were right, and what the trades brought after costs, with the worst drawdown.
cmd-scoreboard = Every signal ever spoken, scored, in a chain of hashes.
cmd-scoreboard-help = The record of all spoken signals, by confidence band and one by one. Each line is chained to the one before by its hash, so none can be changed or left out unseen.

## Health

cmd-models = The model in use for each pair: version, age, accuracy, calibration.
cmd-models-help = What was measured when each model was trained on candles it had not seen, and how old it is. Also shows a training under way. With a pair, its model in full: each member, its record and calibration since then, drift, versions. Example: models BTC
cmd-drift = How far the market has moved from what the models learned.
cmd-drift-help = Compares recent inputs and results with those of the training. Example: drift BTC
cmd-status = The house in one view: state, connection, equity, positions.
cmd-status-help = What the engine is doing, on which market and with whose money, since when, and how much it has seen.
cmd-health = What works and what does not.
cmd-health-help = Market connection, store, models and open problems, with memory and the time a decision takes. Ready means that it could speak now.
cmd-logs = The newest lines of the log.
cmd-logs-help = Oldest of them first. Secrets never appear. Example: logs 50
cmd-risk = Limits and how much of them is used.
cmd-risk-help = Exposure, positions, drawdown and loss of the day, each beside its limit, with the usual stop loss and take profit.
cmd-config = All settings and where each comes from.
cmd-config-help = Name, value and origin (command line, environment, .env or default). Secrets only say whether they are set.
cmd-audit = Who asked for what, and what came of it.
cmd-audit-help = Every command that changes something, done, refused or failed, newest first, and whether the chain of hashes is whole. Example: audit 50

## Control

cmd-pause = No new entries; stops and targets stay on.
cmd-pause-help = The engine goes on watching, forecasting and closing by stop loss or take profit, but opens nothing. The state survives a restart. Example: pause news tonight
cmd-resume = Trade again.
cmd-resume-help = Brings the engine back to running from any other state. Example: resume all clear
cmd-reduce = No new entries, and close what is open when it costs least.
cmd-reduce-help = As pause; and positions are closed at moments when leaving costs least, at the latest after the time limit.
cmd-halt = Do nothing but what a person commands.
cmd-halt-help = No entries and no exits by the engine's own decision. Protective stops stay. Only resume ends it.
cmd-flatten = Close everything at once and halt.
cmd-flatten-help = Halts the engine, cancels waiting orders, closes each position on its own, checks again whether it is gone, and reports each one. One that fails does not hold up the rest.
cmd-close = Close the position in one pair at the next price.
cmd-close-help = Sells the whole position in this pair. The other positions and the state stay as they are. Example: close BTC
cmd-enter = Buy by hand, within purse and exposure.
cmd-enter-help = Opens a position with the usual stop loss and take profit. Without an amount of cash the size is chosen as for a signal. Example: enter BTC 500
cmd-cancel = Cancel waiting orders in one pair; protective stops stay.
cmd-cancel-help = Cancels what has not been filled yet. Protective stops are never touched. Example: cancel BTC
cmd-adopt = Take a position found on the exchange into the books.
cmd-adopt-help = For a position that the exchange has and the books do not. From then on it is kept like any other. Example: adopt BTC
cmd-writeoff = Strike a position that no longer exists from the books.
cmd-writeoff-help = For a position that the books have and the exchange does not. It is booked as closed at the last price. Example: writeoff BTC
cmd-locks = What is barred from entries, why and until when.
cmd-locks-help = Pairs, or the whole book, in which nothing is opened for now: cooldown, stop-loss guard, a person's block.
cmd-unlock = Lift the bar on one pair, or on all.
cmd-unlock-help = Allows entries again before the time is up. Without a pair it lifts all of them. Example: unlock BTC
cmd-symbols = List, add, remove or block watched pairs.
cmd-symbols-help = A pair that is added is filled with history and gets a model while the engine runs. A blocked pair is watched but not traded. Example: symbols add DOGE
cmd-paper = Start the paper purse anew, or pay play money in.
cmd-paper-help = reset closes the books and begins again with PAPER_CASH or the amount given; cash pays the amount in. Records of signals stay. Example: paper cash 5000

## Models

cmd-retrain = Train again, for one pair or for all.
cmd-retrain-help = Training runs in a process of its own at low priority while the engine goes on. A model that is better goes into service. Example: retrain BTC
cmd-promote = Put a trained model into service by hand.
cmd-promote-help = Makes the newest candidate of this pair the model in use. Example: promote BTC
cmd-rollback = Go back to the model version before.
cmd-rollback-help = The version in use is set aside and the one before serves again, at once and without a restart. Example: rollback BTC
cmd-expire = Take a model out of service.
cmd-expire-help = From then on nothing is spoken in this pair until a new model is trained. Example: expire BTC
cmd-label = Give the outcome of a forecast by hand.
cmd-label-help = For outcomes that the engine cannot see. It is marked as given by hand. Example: label 7F3A win
cmd-backtest = Run the rules over history.
cmd-backtest-help = Replays stored candles through the same pipeline and reports the result after costs. Example: backtest BTC

## People

cmd-watch = Be told of some pairs only.
cmd-watch-help = Adds a pair to the list, and typed again removes it; an empty list means all. Only signals and models keep to it. Example: watch BTC
cmd-alert = Get told when a price is reached.
cmd-alert-help = Once, when the price rises or falls to the level. Example: alert BTC 70000. Without a price: what is waited for. To remove: alert BTC 70000 remove, or alert BTC remove
cmd-notify = What you are told about, aloud or silently.
cmd-notify-help = Sets one kind of alert, or all, to on, silent or off. With nothing: how it is set. Example: notify stop silent. Quiet hours: notify quiet 22-7
cmd-lang = Your language here.
cmd-lang-help = Remembered for you on this surface. Without a language it switches to the other one. Example: lang en
cmd-whoami = Who the engine takes you for, and your role.
cmd-whoami-help = Surface, name, role and language. The id shown here is what an owner writes into the settings.
cmd-help = All commands, or one of them explained.
cmd-help-help = Without a name: all that you may use. With a name, in either language: that one in full. Example: help price
cmd-start = A greeting and what can be asked here.
cmd-start-help = What a new chat sees first: the commands that you may use.
cmd-version = Versions of the program, of Python and of the database.
cmd-version-help = Give this with every report of a fault.
cmd-role = Who may do what: list, grant, revoke.
cmd-role-help = Roles granted here are kept in the store and never outrank the owners of the settings. Example: role grant telegram 12345 viewer

## Keeping

cmd-reload = Read the settings again without a restart.
cmd-reload-help = What may be changed while running takes effect at once; the answer names what needs a restart.
cmd-backup = Write a verified copy of the books.
cmd-backup-help = Copies one moment of the database, running or not, with a manifest of hashes, into the backups folder.
cmd-restore = Bring the books back from a copy.
cmd-restore-help = Replaces the database by a verified copy. What is there now is kept beside it. Stop the engine first. Example: restore data/backups/FILE

## Parameters

param-symbol = A pair such as BTC, BTCUSDT or BTC/USDT
param-limit = How many lines, 1 to 500
param-which = Which signals: spoken, traded, refused, silent or all
param-decision = The id of an earlier decision, to look at exactly that one
param-candles = How many candles, 10 to 1000
param-until = Only candles that had closed by this moment, as 2026-11-20T08:00 in your time zone
param-reason = Why; kept with the change
param-timeframe = Candle length: 1m, 5m, 15m, 1h, 4h, 1d, ...
param-period = By day, week or month
param-by = By pair (symbol), recommendation (tier) or the way out (exit)
param-cash = An amount in USDT, such as 500
param-action = What to do
param-prediction = Id of the forecast
param-outcome = How it ended: win or loss
param-price = A price, such as 67900
param-event = Kind of alert; all for every kind, quiet for quiet hours
param-setting = on, silent or off
param-language = vi or en
param-command = Name of a command
param-surface = Where the person is: discord or telegram
param-person = Numeric id of the person
param-role = viewer, operator or owner
param-file = Path of the backup file

## Done

done-state =
    Engine: { $state ->
        [RUNNING] { state-running }
        [PAUSED] { state-paused }
        [REDUCING] { state-reducing }
       *[HALTED] { state-halted }
    } (before: { $before ->
        [RUNNING] { state-running }
        [PAUSED] { state-paused }
        [REDUCING] { state-reducing }
       *[HALTED] { state-halted }
    }).
done-close = Closing the position in { $symbol } at the next price.
done-enter = Order sent: buy { $symbol }, amount { $amount }, price about { $price }.
done-cancel = Orders canceled in { $symbol }: { $count }. Protective stops stay.
done-unlock = Locks lifted: { $count }.
done-paper =
    { $action ->
        [reset] The paper purse starts anew with { $cash } USDT.
       *[cash] Paid into the paper purse: { $cash } USDT.
    }
done-retrain = Training starts behind the running engine; models to train: { $count }.
done-rollback = { $symbol } is back on model version { $version }.
done-lang =
    { $language ->
        [vi] From now on you are answered in Vietnamese.
       *[en] From now on you are answered in English.
    }

## Health

health-store = The database ({ $database }) answers.
health-models = All { $count } pairs have a model.
health-models-missing = No model yet for: { $symbols }.

done-lang-here = The command line speaks the language of APP_LANG. To change it for good put APP_LANG={ $language } into .env; for once add --lang { $language }.
