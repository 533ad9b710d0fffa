### The candle chart: its line of figures, its legend, and what it says while there is nothing to draw.

chart-awaiting = Fetching candles ...
chart-no-candle = { $symbol } { $timeframe }: no candle has closed yet.
chart-no-candle-next = The chart appears with the first candle that closes. To see one now, choose a shorter timeframe or another symbol.

# One letter before each price: open, high, low, close; and the volume.
chart-letter-open = O
chart-letter-high = H
chart-letter-low = L
chart-letter-close = C
chart-letter-volume = Vol

chart-entry = entry
chart-stop = stop loss
chart-target = take profit

chart-signal-traded = { $side } signal, traded
chart-signal-passed = { $side } signal, stood aside
chart-entered = { $side } entry
chart-left = { $side } exit

chart-legend-traded = signal, traded
chart-legend-passed = signal, stood aside
chart-legend-entry = entry
chart-legend-exit = exit
chart-legend-rising = rising
chart-legend-falling = falling
chart-legend-gap = candles missing
chart-merged = { $count } candles a column
chart-log = log scale
chart-behind = { $count } candles back
