### Cards in chat: only what the command line does not say, or what must be shorter on a phone.

card-pong = The engine is awake and answers.
card-forecast-spoken = { $lean } · floor { $floor } → SIGNAL { $advice }
card-weight = weight { $weight }
card-weight-parts = Its five parts
card-signal-traded = Traded
card-signal-refused = Not traded
card-signal-silent = Silent

## What did not work

card-error-input = That was not understood
card-error-refused = This is not done
card-error-temporary = Not possible just now
card-error-ambiguous = The outcome is unknown
card-error-check = The check said no
card-error-operational = Something went wrong
card-incident = Incident { $id }

## Asking first

card-question = Are you sure?
card-question-who = Only you can agree, within { $seconds } seconds.

## Help

card-help = Commands
card-help-none = There is no command for your role yet.
card-help-more = One of them in full: { $example }
card-help-optional = { $meaning } (may be left out)
card-help-market = Market
card-help-book = Positions and money
card-help-health = Health of the house
card-help-control = Control
card-help-models = Models
card-help-people = For yourself
card-help-keeping = Keeping

## Book and record

card-positions = { $count ->
    [one] { $count } position
   *[other] { $count } positions
}
card-value = worth { $value }
card-fee = fee { $fee }
card-filled = filled { $amount }
card-mean = mean { $mean }
card-win-rate = share of wins: { $share }
card-candle = open { $open } · high { $high } · low { $low } · close { $close } · volume { $volume }
card-coins = Holding
card-until = until { $at }
card-together = Together: { $result }
card-won = { $wins } of { $trades } won
card-trades = { $count ->
    [one] { $count } trade
   *[other] { $count } trades
}
card-chain-head = Head of the chain

## House and models

card-last-candle = Last candle
card-logs = Log
card-config = Settings
card-config-empty = There are no settings to show.
card-candles = { $count } candles, ready { $have }/{ $need }
card-has-model = has a model
card-no-model = no model yet
card-empty-models = No models yet. Train them with the command retrain; until then all pairs stay silent.
card-model-span = candles of { $timeframe }, looking { $horizon } ahead
card-measured = Measured
card-accuracy = right { $share }
card-band-accuracy = when sure { $share }
card-calibration = calibration error { $error }
card-log-loss = log loss { $loss }
card-samples = { $count } samples
card-span = Span
card-bin = claimed { $claimed }, came true: { $record }

## People and deeds

card-whoami = Who you are here
card-audit = Who asked for what
card-roles = Who may do what
card-reloaded = Settings read again
card-knock-times = { $count ->
    [one] knocked { $count } time, last at { $at }
   *[other] knocked { $count } times, last at { $at }
}
card-notify = Alerts
card-watching = Watching
card-done = Done
card-backup = Backup written
card-file = File
card-size = Size
card-strategy-honest = honest: a calibrated gate
card-strategy-classic = classic: the vote of three models
why-told-alone = Whether it is traded is told in private only.
card-signal-spoken = Spoken
card-flatten-waits = The closing orders are placed and fill at the next price. Each fill is told by itself.
