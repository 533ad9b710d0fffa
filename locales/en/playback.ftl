# Playback: what was recorded, shown as it was known, and nothing written.
err-playback-empty = There is nothing to play back: the database holds no recorded { $mode } run on { $source } with a decision in it. Nothing was changed. Run the engine for a few candles first, or choose another DATA_DIR.
err-playback-span = Nothing is recorded between these two moments. What is recorded reaches from { $first_at } to { $last_at }. Choose --from and --to within it.
err-playback-speed = A playback runs { $slowest } to { $fastest } times faster than real time; { $speed } is outside of that. It goes on as it was.
err-playback-writes-nothing = This is a recording: it can be looked at and not changed. Nothing was done. Leave the playback to give commands to the engine.
err-playback-not-recorded = A recording knows nothing about “{ $command }”: that tells about an engine that runs now. Leave the playback to see it.
err-engine-silent = The engine has not answered “{ $command }” for { $seconds } seconds. Whether it was done is not known. Look at the state before you repeat it.
