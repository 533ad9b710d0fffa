### Alerts: what is told to whom, where and when; price alerts; the daily digest

## What log and console say

event-protection = protection
event-price-alert = price alert
event-digest = daily digest
event-bot-changed = bot state changed
happening-protection = PROTECTION
happening-price-alert = PRICE
happening-digest = DIGEST
happening-bot-changed = BOT
log-protection = A protection has begun to hold.
log-protection-why = Protection: { $why }
log-price-alert = A price was reached.
log-price-alert-why = Price alert: { $why }
log-digest = The day was summed up.
log-digest-why = Daily digest: { $why }
log-bot-back = The { $surface } bot is back.
log-bot-changed = A bot has changed its state.
log-bot-changed-why = Bot: { $why }
err-quiet-hours = The quiet hours { $value } cannot be read. Type them like 22-7 or 22:30-6:15, or off to have none.
setting-digest-time = When the day is summed up, in TIMEZONE, such as 08:00; off for never.
expected-time-of-day = a time of day such as 08:00, or off
digest-in-short = equity { $worth } USDT, { $trades } trades closed, { $wins } with a gain.
price-reached-above = { $symbol } has risen to { $price }.
price-reached-below = { $symbol } has fallen to { $price }.

## Kinds of alerts, and how they come

alert-kind-signal = signals
alert-kind-entry = entries
alert-kind-fill = closed positions
alert-kind-stop = stop losses
alert-kind-target = take profits
alert-kind-protection = protections
alert-kind-state = engine state
alert-kind-model = models
alert-kind-drift = drift
alert-kind-feed = market connection
alert-kind-exchange = errors
alert-kind-price = prices
alert-kind-digest = daily digest
alert-kind-bot = bots
alert-kind-access = roles and strangers
volume-on = rings
volume-silent = silent
volume-off = off

## What notify, watch and alert answer

notify-person = You are told:
notify-chat = This chat is told:
notify-machine = On this machine everything shows in the log and among what happened lately; the choices below do not silence it. To choose what the bots send you, write this command to a bot.
notify-changed = Changed.
notify-kind = kind
notify-volume = how
notify-default = default
notify-quiet = Nothing rings from { $start } to { $end } ({ $zone }).
notify-no-quiet = No quiet hours.
watch-all = Signals and models: all watched pairs.
watch-some = Signals and models: only { $symbols }.
watch-added = { $symbol } was added.
watch-removed = { $symbol } was removed.
watch-scope = Orders, positions, protections and price alerts are not limited to pairs.
alert-title = Price alerts
alert-none = No price is waited for. To set one: alert BTC 70000
alert-when = when it
alert-price = level
alert-now = now
alert-distance = to go
alert-since = set at
alert-above = rises to
alert-below = falls to
alert-added-above = You will be told once when { $symbol } rises to { $price } (now { $now }).
alert-added-below = You will be told once when { $symbol } falls to { $price } (now { $now }).
alert-removed =
    { $count ->
        [0] There was nothing to remove.
        [one] One price was removed.
       *[other] { $count } prices were removed.
    }
param-hours = Quiet hours, such as 22-7
line-param-hours = hours
log-repeated = { $line } ({ $count } more times)
err-alerts-full = At most { $most } prices can be waited for in one place. Nothing was added; remove one and try again.
err-alert-price-now = { $symbol } is at { $price } right now. Nothing was set; choose a higher or a lower price.
err-alert-price-far = { $price } is too far from the price of { $symbol } ({ $now }). Nothing was set; check the decimal point, as in 67900.5.
err-notify-owners-only = These alerts are for owners only, in a private chat. Nothing was changed.
