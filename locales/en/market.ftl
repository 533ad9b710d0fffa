### The market: how the feed is doing, why a candle was refused, candle files and replays.

## The feed

feed-ok = The market is connected.
feed-stale = No closed candle for more than two timeframes: { $symbols }. No new positions until candles come again.
feed-stale-some = Some pairs have had no closed candle for more than two timeframes: { $symbols }. No new positions in them.

## Why a candle or a price was refused

candle-not-finite = { $symbol } { $timeframe }: a candle holds something that is not a number.
candle-not-positive = { $symbol } { $timeframe }: a candle has a price that is not above zero.
candle-volume-negative = { $symbol } { $timeframe }: a candle has a negative volume.
candle-inconsistent = { $symbol } { $timeframe }: a candle's open or close lies outside its low and high.
candle-off-grid = { $symbol } { $timeframe }: a candle does not open on the grid of its timeframe.
candle-from-future = { $symbol } { $timeframe }: a candle claims to have closed in the future. Check the clock.
candle-out-of-order = { $symbol } { $timeframe }: a candle came out of order.
candle-revised = { $symbol } { $timeframe }: a closed candle came again with other numbers. The first version was kept.
candle-late = { $symbol } { $timeframe }: a candle came after its gap had been given up.
tick-late = Prices older than the last closed candle.
tick-broken = Prices that are not positive numbers.
gap-unanswered = Gaps about which the market gave no answer.

## Errors

err-market-aggregate = { $longer } candles cannot be made of { $shorter } candles. Choose a longer timeframe that is a whole multiple.
err-symbol-unlisted = { $symbol } is not listed on { $source }. Nothing was changed.
err-candles-missing = File not found: { $file }. Check the path.
err-candles-kind = { $file } is not a candle file. Use one of: { $kinds }.
err-candles-unreadable = { $file } cannot be read ({ $detail }). Export it again.
err-candles-empty = { $file } holds no candles.
err-candles-columns = { $file } lacks the columns { $missing }. Needed: { $needed }.
err-candles-number = { $file }, row { $row }, column { $column }: "{ $value }" is not a number that fits here. Correct the file.
err-candles-unsorted = { $file }, row { $row }: candles are not ascending. Sort the file by timestamp.
err-candles-duplicate = { $file }, row { $row }: the same timestamp twice. Remove one of the rows.
err-candles-grid = { $file }, row { $row }: { $timestamp } is no opening time of a { $timeframe } candle (milliseconds UTC).
err-candles-symbol = The name { $file } does not tell the pair. Name it like BTCUSDT_15m.csv.
err-candles-timeframe = The timeframe of { $file } is not known (step { $step } ms). Name it like BTCUSDT_15m.csv, with one of: { $known }.
err-replay-moment = "{ $moment }" is no moment. Write it like 2024-05-01 or 2024-05-01T12:00Z.
err-replay-empty = { $file } holds no { $timeframe } candles to replay.
err-replay-twice = { $file }: { $symbol } is already read from another file of the folder. Keep one of them.
err-replay-no-tape = This database holds no recorded { $mode } run on { $source }.
err-replay-candle-missing = The recording names a candle of { $symbol } that the database does not hold. It cannot be replayed exactly.
