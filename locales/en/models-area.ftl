### The area Models: the table, one model's card, and what can be done with it.

models-col-tested = In its tests
models-col-sure = When sure
models-col-live = Since then
models-live-marks = Since then: ✔ as claimed  ✖ worse  · too few to tell
models-col-calibration = Calibration
models-in-training = learning { $share }
models-training = Training { $symbol }, part { $done } of { $total }
models-card-none = ○ No model serves this pair yet, so nothing is said of it. Press N to train one; all else goes on meanwhile.
models-age = { $age } old
models-trained = trained { $at } on { $count } samples
models-errors = { $tested } in its tests, { $live } since then
models-deeds = What can be done
models-calibration = Does it come true as often as claimed?
models-bins-of-all = Of all versions of this pair; “Right since then” and drift are of the version in use alone.
models-bins-none = The curve appears once forecasts are scored: { $horizon } after each of them.
models-members = Each member, above a coin (50%)
models-versions-title = Versions
models-no-versions = There is no version yet. Press N to train one.
models-why-no-candidate = no candidate is waiting
models-why-no-earlier = there is no earlier version
models-why-training = a training is running; wait until it is done
models-why-no-model = this pair has no model yet
