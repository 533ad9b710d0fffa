### Words on pictures: candle chart, equity curve, calibration, scoreboard. Numbers and times arrive already written.

picture-footer = { $name } · data up to { $at }

## Candle chart

picture-candles-detail = { $start } – { $end } · { $count ->
        [one] { $count } candle
       *[other] { $count } candles
    } · { $change } in { $span }
picture-volume = Volume, highest { $most }
picture-gap = { $count } missing
picture-band = Bollinger band
picture-signal = signal
picture-signal-traded = signal (traded)
picture-signal-only = signal (stayed out)
picture-entry = entry
picture-exit = exit
picture-level-entry = entry
picture-no-candles = No { $timeframe } candle of { $symbol } yet
picture-no-candles-hint = The chart appears here when the first candle closes.
picture-no-candles-here = There are no candles in this span
picture-no-candles-here-hint = The stored history begins at { $start }.

## Equity curve

picture-equity = Equity curve
picture-equity-detail = { $start } – { $end } · { $count } points · { $change } against the first { $cash }
picture-equity-axis = Equity ({ $asset })
picture-equity-now = now
picture-equity-start = start
picture-drawdown-axis = Below peak (%), deepest { $deepest }
picture-past = Past results promise nothing for tomorrow
picture-no-equity = The purse has no point to draw yet
picture-no-equity-hint = The curve begins when the first candle closes.

## Calibration: what was claimed, what came true

picture-reliability = { $symbol } · Calibration
picture-reliability-detail = Forecasts over { $horizon } by all models used · scored n = { $count } · calibration error { $error }
picture-claimed-axis = Claimed confidence (%)
picture-true-axis = Came true (%)
picture-count-axis = Forecasts
picture-diagonal = as claimed
picture-too-modest = above the diagonal: better than claimed
picture-too-sure = below the diagonal: claims too much
picture-no-bins = No forecast has been scored yet
picture-no-bins-hint = The curve appears when the first horizon has passed.

## Scoreboard by confidence band

picture-scores = Scoreboard by confidence
picture-scores-detail = { $hits }/{ $count } signals right = { $share } · 95% interval { $low } to { $high }
picture-scores-detail-none = No signal has been scored yet
picture-band-axis = Confidence claimed
picture-all = All
picture-promised = claimed
picture-came-true = came true, 95% interval
picture-break-even = break-even { $share }
picture-coin = a coin, 50%
picture-no-scores = No signal has been spoken, so there is nothing to score
picture-no-scores-hint = Silence is an answer too.

## What pushed a forecast

picture-pushes = { $symbol } · Why · { $horizon }
picture-pushes-detail = { $model } alone: rise { $base } → { $probability } · all models: { $lean } · candle { $at }
picture-pushes-up = pushes up
picture-pushes-down = pushes down
picture-pushes-axis = Points of probability

## Errors

err-picture-none = This answer has no picture. Nothing was written. There are pictures of charts, equity curves, model cards, the scoreboard, and of forecasts whose inputs are known.
err-picture-size = A picture of { $width } x { $height } pixels cannot be drawn. Nothing was written. Choose { $least } to { $most } pixels each way.
