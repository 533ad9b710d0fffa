### Chart, equity curve and order book in words.

chart-title = { $symbol } · candles of { $timeframe }
chart-empty = No candle of { $timeframe } has closed yet. The engine is fetching history; try again in a moment.
chart-span = Candles
chart-span-facts = { $count ->
    [one] { $count } candle, from { $from } to { $to }
   *[other] { $count } candles, from { $from } to { $to }
}
chart-sma-20 = Average of 20
chart-sma-50 = Average of 50
chart-bands = Bollinger bands
chart-open = Open
chart-high = High
chart-low = Low
chart-close = Close
chart-volume = Volume
chart-mark = On the chart
chart-signal = { $side } signal
curve-title = Equity curve
curve-empty = The purse has no point to draw yet.
curve-peak = Highest
curve-at = { $value } at { $at }
depth-title = Order book { $symbol }
depth-none = This market has no order book to show: demo prices and recordings come without waiting orders.
depth-empty = No order waits on either side right now.
depth-bid = Buyers
depth-ask = Sellers
depth-spread = Spread
