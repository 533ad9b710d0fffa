### Features, forecasts and the registry of models

err-features-broken-candle = The { $timeframe } candles of { $symbol } hold a price or volume that is no usable number. Fetch them again, or remove the bad rows.

err-model-unreadable = The model at { $path } cannot be read. It is not used. Train it again, or import it again from the machine it came from.
err-model-format = The model at { $path } has format { $found }; this version of Hải Đăng reads format { $expected }. Train it again, or update the program.
err-model-kind = The model at { $path } is of a kind this version does not know: { $kind }. It is not used.
err-model-changed = The file { $file } of the model at { $path } is not what it was when the model was written. The model is not used. Train it again, or roll back to an earlier version.
err-model-missing-file = The model at { $path } lacks the file { $file }. It is not used. Copy the whole folder, or train it again.
err-model-extra-file = The model at { $path } holds a file that is not part of it: { $file }. It is not used. Remove that file if you know where it comes from.
err-model-pickle = The model at { $path } holds a pickle ({ $file }). Such files can run code when they are opened, so it is not used.
err-model-features = The model at { $path } was trained on other inputs ({ $found }) than this version computes ({ $expected }). It is not used. Train it again.
err-model-misplaced = The model at { $path } belongs to another market or version than the folder it lies in. It is not used. Import it with "models import".
err-model-champion-unreadable = The file { $path }, which names the model in use, cannot be read. The model in memory goes on; promote a version to write the file anew.
err-model-version-unknown = There is no model version { $version } in { $path }. "models list" shows those there are.
err-model-version-exists = Model version { $version } already exists in { $path }. Nothing was overwritten.
err-model-no-earlier = There is no earlier sound model version in { $path } to go back to.
err-model-incomplete = Model version { $version } for { $path } is not complete. Nothing was written.
err-model-file-not-allowed = { $file } may not be part of a model.
err-model-disk-full = The disk is full: the model could not be written to { $path }. Nothing half-written was left. Free some space and try again.
err-model-write = The model could not be written to { $path }: { $detail }. Nothing half-written was left.
