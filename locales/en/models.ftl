### One model in full, the kinds of signals, and looking at an old decision again.

## A model's card

models-card = Model of { $symbol } · candles of { $timeframe } · forecast for { $horizon }
models-origin = model { $version }
models-none = No model serves this pair yet. Train one: retrain { $base }
models-tested = Right in its tests
models-live = Right since then
models-live-calibration = Calibration error since then
models-drift = Drift
models-bins = Calibration since then, all versions of this pair:
models-band = Claimed
models-claimed = On average
models-came-true = Came true
models-versions = Versions:

## Drift: what came true against what was claimed. z counts standard deviations.

drift-too-few = Too early to say: { $n } forecasts of this version are scored, at least { $least } are needed.
drift-ok = Keeps its word: { $n } forecasts scored, claimed { $claimed_pct }%, right { $hit_pct }% (z = { $z }).
drift-worse = WORSE THAN IT CLAIMED: { $n } forecasts scored, claimed { $claimed_pct }%, right only { $hit_pct }% (z = { $z }). It should be trained again.

## The kinds of signals

signals-traded = Signals that were traded
signals-refused = Signals that were not traded
signals-silent = Times of silence
signals-all = All forecasts
signals-said = Spoken
signals-empty-traded = No signal has been traded yet.
signals-empty-refused = No signal has been passed over yet.
signals-empty-silent = There has been no silence yet.
signals-empty-all = There is no forecast yet.

## Looking at a decision again

err-decision-id = "{ $id }" is not the id of a decision. Nothing was done. An id is made of digits and the letters a to f; its first 4 or more are enough, such as 7f3a.
err-decision-unknown = No decision has an id that begins with { $id }. Nothing was done. See the id column of the list: signals
err-decision-ambiguous = Several decisions have ids that begin with { $id }. Nothing was done. Type a few more letters of the id.
err-decision-of-other = Decision { $id } is about { $other }, not about { $symbol }. Nothing was done. Ask again with { $other }.
