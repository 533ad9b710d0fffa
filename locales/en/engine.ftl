### The engine: where the rooms meet.

err-instrument-unknown = The price and amount steps of { $symbol } are not known, because the exchange has never been reached. No order was sent. Check the network and start again.
err-part-died = The part "{ $part }" stopped unexpectedly ({ $detail }). The books are whole; the part is being started again. If this repeats, look into data/logs/haidang.log.
err-replay-file-missing = MARKET=replay needs a candle file or the database of an earlier run. Nothing was started. Add --file FILE or set REPLAY_FILE.
err-symbol-in-use = { $symbol } has an open position or order, so it is still watched. Nothing was changed. Close it first: close { $symbol }.
err-training-busy = Another training is running. It goes on, and no new one was added. Wait until it is done and ask again.
err-replay-models-gone = Model { $version } of { $symbol }, which that run used, is not there any more, so the run cannot be decided again. The recording is whole. Copy the models folder of that run back.
err-replay-fixed = This is the recording of an earlier run, so pairs cannot be added or removed. The recording is whole. Run on the demo market or an exchange instead.
feed-connecting = Connecting to the market.
log-symbol-watched = { $symbol } is watched from now on.
log-symbol-removed = { $symbol } is watched no more; its history and models stay.
log-gap = { $count } candles are missing and the market has them no more. Indicators start anew after the hole.
log-repaired = { $count } candles.
err-replay-rules = This run went by { $count } different sets of rules (fee, stop, floor...), so it cannot be decided anew in one piece. The recording is whole. Keep the settings unchanged during a run that you want to replay.
feed-looked = The market was asked once; no engine is following it.
err-no-database = There is no database at { $path }. There is nothing to read yet. Start the engine once: make run.
why-training = Training { $done }/{ $total }; it speaks as soon as there is a model.

## Settings: what was expected

expected-over = a number above { $limit }
expected-least = a number of at least { $limit }
expected-under = a number below { $limit }
expected-most = a number of at most { $limit }
expected-one-of = one of { $limit }
expected-number = a number such as 0.02
expected-integer = a whole number
expected-flag = true or false
expected-symbols = at least one pair, such as BTC,ETH
expected-rate = auto, off or a positive number
expected-zone = the name of a time zone, such as Asia/Ho_Chi_Minh
expected-longer-horizon = a HORIZON no shorter than the TIMEFRAME
expected-other = a value as .env.example shows it
err-no-terminal = The console needs a real terminal to draw on. Nothing was started. To run without a screen use run_bot.py; to ask one question use python -m engine call.
