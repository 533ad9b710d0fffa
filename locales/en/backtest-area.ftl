### The area Backtest: a form, the runs of this session, two of them side by side.

backtest-what = Runs stored candles exactly as if they came live, and reports what came of it after costs.
backtest-go = Run  ^G
backtest-today = What can be done today: “python -m engine db replay” decides the past anew on a scratch ledger and compares it with what was recorded; the key t plays the recording back, candle by candle.
backtest-runs = Runs of this session
backtest-no-runs = Nothing was run yet. Press f to fill in, ^G to run.
backtest-no-runs-later = Nothing here yet. The list fills once backtests can be run.
backtest-col-number = Run
backtest-col-asked = Filled in
backtest-col-took = Took
backtest-col-at = At
backtest-everything = everything
backtest-answer = Result
backtest-nothing-to-read = After a run, what came of it is read here.
backtest-under-way = Running for { $elapsed }
backtest-one-at-a-time = A backtest is running already. Wait until it is done.
backtest-choose-another = This run is kept (◆). Choose another and press c again.
backtest-side-by-side = Side by side: ≠ marks lines that differ. Esc leads back to the list.
backtest-nothing-to-compare = There is no run to compare yet.
form-needed = needed
form-may-be-empty = may be left empty
