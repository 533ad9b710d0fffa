### Words that all rooms share: answers, units, times, and the names of the house's vocabulary.

app-name = Hải Đăng
yes = yes
no = no
none = none
unknown = unknown
not-advice = Not investment advice

## Numbers and times. Values arrive already written in the reader's number style.

scale-thousand = { $value }K
scale-million = { $value }M
scale-billion = { $value }B
scale-trillion = { $value }T
unit-second = { $count } s
unit-minute = { $count } min
unit-hour = { $count } h
unit-day = { $count } d
time-now = just now
time-ago = { $span } ago
time-ahead = in { $span }

## Candle lengths and horizons

timeframe-1m = 1 minute
timeframe-3m = 3 minutes
timeframe-5m = 5 minutes
timeframe-15m = 15 minutes
timeframe-30m = 30 minutes
timeframe-1h = 1 hour
timeframe-2h = 2 hours
timeframe-4h = 4 hours
timeframe-6h = 6 hours
timeframe-12h = 12 hours
timeframe-1d = 1 day

## Where a forecast points, what a signal says, which way an order goes

direction-up = UP
direction-down = DOWN
direction-flat = FLAT
advice-buy = BUY
advice-sell = SELL
advice-neutral = STAY OUT
side-buy = BUY
side-sell = SELL
leg-entry = entry
leg-exit = exit
tier-strong-buy = STRONG BUY
tier-buy = BUY
tier-weak-buy = WEAK BUY
tier-avoid = AVOID
tier-weak-sell = WEAK SELL
tier-sell = SELL
tier-strong-sell = STRONG SELL

## The engine, its market and whose money moves

state-running = RUNNING
state-paused = PAUSED
state-reducing = REDUCING
state-halted = HALTED
mode-paper = PAPER
mode-live = LIVE
market-demo = DEMO
market-exchange = EXCHANGE
market-replay = REPLAY
connection-ok = connected
connection-degraded = degraded
connection-stale = stale
connection-down = down

## Orders, exits, models, roles, dangers

exit-stop-loss = stop loss
exit-take-profit = take profit
exit-trailing = trailing stop
exit-time = time limit
exit-signal = opposite signal
exit-flatten = flattened
exit-manual = closed by hand
exit-end = end of data
intent-state-new = new
intent-state-sent = sent
intent-state-unknown = unknown
intent-state-done = done
intent-state-rejected = rejected
intent-state-canceled = canceled
order-state-open = open
order-state-partial = partly filled
order-state-filled = filled
order-state-canceled = canceled
order-state-rejected = rejected
model-status-candidate = candidate
model-status-champion = champion
model-status-shadow = shadow
model-status-retired = retired
model-status-expired = expired
role-public = public
role-viewer = viewer
role-operator = operator
role-owner = owner
danger-none = acts at once
danger-ask = asks first
danger-ask-twice = asks twice

## Kinds of events

event-engine-started = engine started
event-engine-stopped = engine stopped
event-state-changed = state changed
event-connection-changed = connection changed
event-candle-refused = candle refused
event-gap-found = candles missing
event-gap-repaired = candles repaired
event-signal = signal
event-silence = stayed out
event-order-sent = order sent
event-entry-filled = position opened
event-exit-filled = position closed
event-order-rejected = order rejected
event-flattened = all positions closed
event-forecast-scored = forecast scored
event-training = training
event-model-loaded = model loaded
event-model-refused = model refused
event-symbols-changed = symbols changed
event-error = error
