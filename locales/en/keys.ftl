### Keys of the console: a few letters for the bar of keys, and a sentence for the help and the guide.

## Everywhere

key-app-market = market
key-long-app-market = Go to Market: prices, forecasts and charts of the watched pairs.
key-app-positions = positions
key-long-app-positions = Go to Positions: what is held, what it earns, how equity has moved.
key-app-signals = signals
key-long-app-signals = Go to Signals: what was spoken, why it stayed out, and the scoreboard.
key-app-models = models
key-long-app-models = Go to Models: age, accuracy, calibration and training.
key-app-backtest = backtest
key-long-app-backtest = Go to Backtest: run the rules over the past and compare runs.
key-app-logs = log
key-long-app-logs = Go to Log: what the engine tells, and who asked for what.
key-app-settings = settings
key-long-app-settings = Go to Settings: every setting with its source, language, theme, number style.
key-app-command = command
key-long-app-command = Open the command line; names work with or without accents, Tab completes.
key-app-filter = filter
key-long-app-filter = Show only the rows that contain what you type; Esc ends it.
key-app-help = help
key-long-app-help = Explain where you are, the keys that work here, and every command.
key-app-palette = palette
key-long-app-palette = Find anything that can be done by a few letters: areas, pairs, keys, commands, themes.
key-app-back = step back
key-long-app-back = Dismiss the notice, end the filter, then step out again, one thing at a time.
key-app-freeze = freeze
key-long-app-freeze = Hold what you see still for reading; the engine goes on. Press again to go on.
key-app-sort = sort
key-long-app-sort = Sort by the next column; a click on a heading does the same.
key-app-jump = jump
key-long-app-jump = Put a letter on every panel in sight; type it to go straight there.
key-app-playback = playback
key-long-app-playback = Look back at what was recorded, candle by candle; press again for the present.
key-app-flatten = flatten all
key-long-app-flatten = Close every position, then halt. Asks again and wants a word typed first.
key-app-pause = pause
key-long-app-pause = No new entries; stops and targets keep working.
key-app-resume = resume
key-long-app-resume = Let the engine trade again.
key-app-theme = next theme
key-long-app-theme = The next theme: night, day, easy to tell apart, Vietnamese board.
key-app-language = language
key-long-app-language = Switch between Vietnamese and English at once.
key-app-export = export table
key-long-app-export = Save the table at hand as a CSV file.
key-app-picture = save screen
key-long-app-picture = Save the whole screen as an SVG file.
key-app-copy = copy
key-long-app-copy = Copy what is chosen to your own clipboard, over ssh too.
key-app-retry = retry
key-long-app-retry = Open the engine or connect again now, without waiting for the next try.
key-app-quit = quit
key-long-app-quit = Leave the console; an engine that runs by itself (run_bot.py) goes on.

## Market

key-market-enter = details
key-long-market-enter = Look into the chosen pair: votes of each model, why, order book.
key-market-longer = longer
key-long-market-longer = Show the chart in longer candles.
key-market-shorter = shorter
key-long-market-shorter = Show the chart in shorter candles.
key-market-zoom = zoom
key-long-market-zoom = Give the chart the whole area; press again to give it back.
key-market-favourite = favourite
key-long-market-favourite = Add the chosen pair to the favourites, which stand first, or take it out.
key-market-nearer = nearer
key-long-market-nearer = Fewer candles, drawn larger.
key-market-farther = farther
key-long-market-farther = More candles, drawn smaller.
key-market-left = earlier
key-long-market-left = Move the chart into the past, or the crosshair to the left.
key-market-right = later
key-long-market-right = Move the chart towards the present, or the crosshair to the right.
key-market-newest = newest candle
key-long-market-newest = Bring the chart back to the newest candle.
key-market-log = log scale
key-long-market-log = Switch the price axis between linear and log scale.
key-market-averages = averages
key-long-market-averages = Show or hide the SMA averages.
key-market-bands = Bollinger
key-long-market-bands = Show or hide the Bollinger bands.
key-market-volume = volume
key-long-market-volume = Show or hide the volume below the chart.
key-market-crosshair = crosshair
key-long-market-crosshair = Show a crosshair that reads each candle; ← → move it.
key-app-drawing = save chart
key-long-app-drawing = Save the chart at hand as a PNG picture.
key-market-buy = buy by hand
key-long-market-buy = Buy the chosen pair in the usual size; asks again first.
key-market-close = close
key-long-market-close = Close the position in the chosen pair at the next price; asks again first.

## Positions

key-positions-enter = details
key-long-positions-enter = See the chosen position whole: levels, the decision that opened it, earlier trades.
key-positions-which = other sheet
key-long-positions-which = Switch between equity, risk, trades, orders and locks.
key-positions-chart = chart
key-long-positions-chart = See the chart of the chosen pair in the Market area.
key-positions-close = close
key-long-positions-close = Close the chosen position at the next price; asks again first.
key-positions-unlock = unlock
key-long-positions-unlock = Lift the chosen lock so that the pair may enter again; asks again first.
key-positions-reduce = reduce
key-long-positions-reduce = No new entries, and positions close where it costs least.
key-positions-halt = halt
key-long-positions-halt = The engine does nothing by itself; protective stops stay in place.

## Signals

key-signals-enter = details
key-long-signals-enter = See the chosen decision whole: votes, weight, reason and outcome.
key-signals-which = other list
key-long-signals-which = Switch between spoken, traded, refused, silent and all.
key-signals-chart = chart
key-long-signals-chart = See the chosen decision on the chart in the Market area.

## Models

key-models-enter = details
key-long-models-enter = See the chosen model: calibration curve, live record, versions.
key-models-retrain = retrain
key-long-models-retrain = Train the chosen pair's model anew; the engine goes on.
key-models-promote = promote
key-long-models-promote = Put the newest candidate of the chosen pair into service.
key-models-rollback = roll back
key-long-models-rollback = Return to the model's earlier version, at once.
key-models-expire = retire
key-long-models-expire = Retire the chosen model; the pair stays silent until there is a new one.
key-models-drift = measure drift
key-long-models-drift = Measure how far the market has moved from what the model learned.

## Backtest

key-backtest-fill = fill in
key-long-backtest-fill = Go to the first field of a backtest.
key-backtest-run = run
key-long-backtest-run = Run a backtest with what is filled in.
key-backtest-compare = compare
key-long-backtest-compare = Put two runs side by side.

## Log

key-logs-enter = in full
key-long-logs-enter = Show the chosen line in full.
key-logs-wrap = wrap
key-long-logs-wrap = Wrap long lines, or let them run beyond the edge.
key-logs-which = other book
key-long-logs-which = Switch between the engine's log, the audit and the happenings.
key-logs-follow = follow
key-long-logs-follow = Always show the newest line; scrolling up ends it.
key-logs-next = next match
key-long-logs-next = Go to the next match.
key-logs-previous = previous match
key-long-logs-previous = Go back to the match before.

## Settings

key-settings-enter = change
key-long-settings-enter = Change what is chosen, or tell how it is changed.
key-settings-which = other part
key-long-settings-which = Switch between your choices, the settings of the engine, and people and bots.

## While playing back

key-playback-run = play / stop
key-long-playback-run = Let the record run, or pause it.
key-playback-forward = forward
key-long-playback-forward = One candle forward.
key-playback-back = back
key-long-playback-back = One candle back.
key-playback-far_forward = 10 forward
key-long-playback-far_forward = Ten candles forward at once.
key-playback-far_back = 10 back
key-long-playback-far_back = Ten candles back at once.
key-playback-faster = faster
key-long-playback-faster = One step faster, up to 1000 times real time.
key-playback-slower = slower
key-long-playback-slower = One step slower.
key-playback-start = to the start
key-long-playback-start = To the first recorded moment.
key-playback-finish = to the end
key-long-playback-finish = To the last recorded moment.
