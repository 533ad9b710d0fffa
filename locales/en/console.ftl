### The terminal's screens: titles, headings, keys, and what just happened.

tui-waiting = Waiting for the engine ...
tui-market = Watch list
tui-positions = Positions
tui-happenings = Just happened
tui-keys = p pause   r resume   q quit
tui-symbol = Pair
tui-price = Price
tui-change = 24h
tui-spark = Recent
tui-forecast = Forecast
tui-weight = Weight
tui-why = Why
tui-side = Side
tui-amount = Amount
tui-entry = Entry
tui-result = Result
tui-equity = Equity
tui-open = Open
tui-training = training { $done }/{ $total }
tui-no-positions = No open positions.
tui-quiet = Nothing yet. Silence is an answer too.

## What just happened, in a word or two

happening-engine-started = STARTED
happening-engine-stopped = STOPPED
happening-state-changed = STATE
happening-connection-changed = FEED
happening-candle-refused = BAD CANDLE
happening-gap-found = GAP
happening-gap-repaired = REPAIRED
happening-signal = SIGNAL
happening-silence = PASSED
happening-order-sent = ORDER
happening-entry-filled = ENTRY
happening-exit-filled = EXIT
happening-order-rejected = REJECTED
happening-flattened = FLATTENED
happening-forecast-scored = SCORED
happening-training = TRAINING
happening-model-loaded = NEW MODEL
happening-model-refused = BAD MODEL
happening-symbols-changed = PAIRS
happening-error = ERROR
outcome-right = right
outcome-wrong = wrong
