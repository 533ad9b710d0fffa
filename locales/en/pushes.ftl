### What pushed a forecast: inputs as traders say them, and by how much each moved one model. Numbers arrive already written.

push-why = Why
push-line = { $pushes } ({ $model } alone: chance of a rise { $base } → { $probability })
push-points = { $points } pts
push-rest = { $count ->
        [one] { $count } other input
       *[other] { $count } other inputs
    }

## The last candle

push-candle-rose = candle up { $share }
push-candle-fell = candle down { $share }
push-candle-flat = candle unchanged
push-high-above = candle high { $share } above close
push-high-closed = closed at the candle's high
push-low-below = candle low { $share } below close
push-low-closed = closed at the candle's low
push-close-high = closed near the candle's high
push-close-middle = closed mid-candle
push-close-low = closed near the candle's low

## Averages

push-above-average = { $share } above { $name }
push-below-average = { $share } below { $name }
push-at-average = close to { $name }
push-trend-up = SMA_10 above SMA_50
push-trend-down = SMA_10 below SMA_50
push-trend-flat = SMA_10 close to SMA_50

## RSI and MACD

push-rsi-oversold = RSI_14 oversold ({ $value })
push-rsi-low = RSI_14 low ({ $value })
push-rsi-middle = RSI_14 neutral ({ $value })
push-rsi-high = RSI_14 high ({ $value })
push-rsi-overbought = RSI_14 overbought ({ $value })
push-macd-positive = MACD positive
push-macd-negative = MACD negative
push-macd-zero = MACD at zero
push-macd-signal-positive = MACD signal line positive
push-macd-signal-negative = MACD signal line negative
push-macd-signal-zero = MACD signal line at zero
push-macd-above = MACD above its signal line
push-macd-below = MACD below its signal line
push-macd-crossing = MACD on its signal line

## Bollinger bands and volume

push-upper-away = { $share } under the upper Bollinger band
push-upper-broken = { $share } beyond the upper Bollinger band
push-lower-away = { $share } over the lower Bollinger band
push-lower-broken = { $share } below the lower Bollinger band
push-band-width = Bollinger bands { $share } wide
push-band-beyond = above the Bollinger bands
push-band-upper-half = in the upper half of the Bollinger bands
push-band-middle = at the middle of the Bollinger bands
push-band-lower-half = in the lower half of the Bollinger bands
push-band-under = below the Bollinger bands
push-volume-high = volume { $times } times the usual
push-volume-usual = volume as usual
push-volume-low = volume only { $times } times the usual
