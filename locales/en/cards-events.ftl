### Alerts in chat: what just happened, short enough for a locked screen.

card-event-unclear = { $kind }: { $symbol }
card-event-repeats = { $count ->
    [one] Came { $count } more time since it was told last.
   *[other] Came { $count } more times since it was told last.
}
card-event-signal = SIGNAL { $advice } { $symbol }
card-event-lean = { $lean } · floor { $floor }
card-event-sure = forecast { $share }
card-event-from = entry { $price }
card-event-at = price { $price }
card-event-gain = gain { $result } ({ $share })
card-event-loss = loss { $result } ({ $share })
card-event-even = even { $result } ({ $share })
card-event-after = after { $span }
card-event-part = A part was closed, the rest is still open.
card-digest = The day in short
card-digest-day = Over the day
card-digest-realised = Closed
card-digest-open = Open positions
card-digest-signals = { $spoken } spoken, { $scored } scored, { $right } right
card-digest-knocks = Strangers at the door
card-event-state = Engine: { $state }
card-event-before = before: { $state }
card-event-by = by { $actor }
card-event-connection = { $venue }: { $state }
card-event-bot-down = The { $surface } bot is down
card-event-bot-up = The { $surface } bot is back
card-event-bot-well = What was waiting is being delivered.
card-event-started = The engine runs
card-event-started-more = If nobody restarted it, it has just got up again after a fall; books and stop loss levels are whole.

## Several in one letter

card-letter-several = { $count } new alerts
card-letter-summary = What happened while you could not be reached
card-letter-held = { $count ->
    [one] { $count } alert was held back, from { $from } to { $to }.
   *[other] { $count } alerts were held back, from { $from } to { $to }.
}
card-letter-important = What matters most:
