### Training of models, and the long work that carries it

## What a job is doing

job-waiting = Waiting in line
job-starting = Starting
job-done = Done
job-failed = Failed
job-cancelled = Cancelled
job-training-reading = Training { $done }/{ $members }: reading the candles of { $symbol }
job-training-fitting =
    Training { $done }/{ $members }: { $symbol }, { $model ->
        [forest] random forest
        [svm] SVM
       *[logistic] logistic regression
    }, step { $step } of { $steps }
job-training-checking = Training { $done }/{ $members }: checking the model of { $symbol }

## What can go wrong with a job

err-job-unknown-kind = There is no work of kind "{ $kind }". Nothing was started. Choose one of: { $known }.
err-job-unknown = There is no job { $job }. Nothing was changed. The list of jobs shows those there are.
err-job-queue-full = { $limit } jobs of kind { $kind } are already waiting. Nothing was started. Wait until one is done, or cancel one.
err-job-closing = The program is closing. No new work is started.
err-job-start = The work could not be started: { $detail }. The rest goes on. Check memory and disk, then try again.
err-job-crashed = The process for { $kind } ended unexpectedly (code { $code }). The rest goes on and nothing half-written was left. The log holds its last words; try again.
err-job-broken = The work stopped because of an unforeseen fault ({ $detail }). The rest goes on. Try again, and report it if it returns.

## What can go wrong with a training

err-training-request = The training request has a fault in "{ $field }". Nothing was trained. Correct it and ask again.
err-training-spec = The sizes of the training are not usable. Nothing was trained. Counts are at least one, and the floor lies between 0.5 and 1.
err-training-horizon = A horizon of { $horizon } is not a whole number of { $timeframe } candles. Nothing was trained. Choose a horizon that is.
err-training-no-candles = There are no candles of { $symbol } to learn from. The model in use stays. Fetch them first.
err-training-few-candles = { $symbol } has { $candles } candles of { $timeframe }, too few to learn from. The model in use stays. At least { $least } are needed; fetch more history.
err-training-few-rows = Of { $candles } candles of { $symbol } ({ $timeframe }) only { $rows } could be labelled; { $least } are needed. The model in use stays. Fetch more history, or repair the gaps.
err-training-bad-candles = The { $timeframe } candles of { $symbol } hold a price or volume that is no usable number. The model in use stays. Fetch them again, or remove the bad rows.
err-training-unordered = The { $timeframe } candles of { $symbol } are not in order of time, or some are there twice. The model in use stays. Sort them, or fetch them again.
err-training-constant-price = The price of { $symbol } ({ $timeframe }) never moved, so there is nothing to learn. The model in use stays. Check where the candles come from.
err-training-one-class = The price moved almost only one way ({ $ups } rises in { $rows } rows), so a direction cannot be learnt. The model in use stays. Train on a longer history.
err-training-splits = The history is too short or too full of gaps to be cut into { $folds } rounds. The model in use stays. Fetch more history.
err-training-mixed = The candles given together are not of one source and one timeframe ({ $symbol }, { $timeframe }). Nothing was trained. Train each on its own.
err-training-file = The candle file { $path } cannot be read ({ $detail }). The model in use stays. Check the file, or fetch the candles again.
err-training-leak = Training rows reach into the rows that test them (block { $block }). The training was stopped and the model in use stays. This is a fault of the program; please report it.
err-training-mismatch = The model written to { $path } does not say what was trained (off by { $off }). It was removed and the model in use stays. Train again; if it returns, check the versions of the training packages.
