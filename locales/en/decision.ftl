# Why something was said, kept silent, traded or left alone. Parameters that end in _pct are percent.

# --- no forecast, or one that cannot be relied on ---
why-warming-up = Warming up: { $have }/{ $need } candles.
why-unsettled = Indicators have not settled yet: only { $have } candles without a gap.
why-feed-stale = Prices from { $source } are stale: stay out until the feed is back.
why-late = This candle came too late to speak on: recorded only.
why-no-model = No model for { $symbol } yet: train one, or bring one in.
why-model-expired = Model { $version } has expired: retrain before it may speak.
why-model-weak = The model has been right only { $accuracy_pct }% of the time here; at least { $least_pct }% is needed.

# --- spoken or not ---
why-no-direction = No direction: the odds are even.
why-below-floor = Not sure enough to speak: { $confidence_pct }%, below the floor of { $floor_pct }%. It takes { $break_even_pct }% right to cover the costs.
why-below-raised-floor = Not sure enough to speak: { $confidence_pct }%. The floor was raised to { $floor_pct }% after signals that did not keep their promise.
why-record-contradicts = It claims { $confidence_pct }%, but its record here is { $correct } right of { $total } ({ $low_pct } to { $high_pct }%) and does not clear break-even at { $break_even_pct }%.
why-duplicate = Already answered on the same data ({ $digest }).
why-too-many-signals = Enough signals for this minute (at most { $limit }).
why-vote-split = The three models do not agree: no signal.

# --- traded ---
why-edge-pays = Expected edge after costs { $edge_pct }%, weight { $weight }.
why-vote-agrees = All three models agree on { $symbol }.
why-closes-position = The signal goes against the open { $symbol } position: closing it.

# --- spoken, not traded ---
why-paused = Paused: no new entries; stops and targets stay on.
why-reducing = Reducing: positions are being closed, no new entries.
why-halted = Halted: no entries until somebody lets it run again.
why-already-in-position = Already in a position in { $symbol }.
why-order-pending = An order in { $symbol } is still on its way.
why-shorts-off = { $symbol } points down, but short selling is off: stay out.
why-locked = { $symbol } is locked.
why-equity-breaker = Equity breaker: { $drawdown_pct }% below the peak (limit { $limit_pct }%).
why-daily-loss = Daily loss limit: down { $loss_pct }% today (limit { $limit_pct }%). No entries until tomorrow.
why-cooldown = { $symbol } is cooling down after its last exit; candles left: { $candles }.
why-stop-guard = Stop-loss guard: { $stops } stopped out within { $candles } candles; waiting it out.
why-low-profit = { $symbol } has lost money over its last { $trades } trades; leaving it alone for now.
why-sharpe-low = The strategy's recent Sharpe ratio is { $sharpe }; at least { $least } is needed.
why-costs-eat-edge = Costs of { $cost_pct }% eat the edge: it takes { $break_even_pct }% right to break even.
why-tier-avoid = Weight { $weight } is too light to trade.
why-weight-low = Weight { $weight } is below the { $least } asked for on this timeframe.
why-technical-against = The indicators are firmly against it (trade score { $score }).
why-max-positions = Already { $count } positions: the most allowed.
why-max-exposure = Exposure is at its limit ({ $limit_pct }% of equity).
why-correlated = Moves too much like { $other }, already held (correlation { $correlation }, limit { $limit }).
why-correlation-unknown = Not enough history to compare { $symbol } with { $other }, already held.
why-position-score = Open positions are too much alike (score { $score }, limit { $limit }).
why-size-too-small = The order would be worth { $value } { $quote }; the least is { $least } { $quote }.
why-no-price = No price of { $symbol } yet.
why-over-budget = { $asked } { $quote } is more than purse and exposure limit allow (at most { $most } { $quote }).
