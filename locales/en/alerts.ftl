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
log-bot-changed = A bot has changed its state.
log-bot-changed-why = Bot: { $why }
err-quiet-hours = The quiet hours { $value } cannot be read. Type them like 22-7 or 22:30-6:15, or off to have none.
setting-digest-time = When the day is summed up, in TIMEZONE, such as 08:00; off for never.
expected-time-of-day = a time of day such as 08:00, or off
digest-in-short = equity { $worth } USDT, { $trades } trades closed, { $wins } with a gain.
price-reached-above = { $symbol } has risen to { $price }.
price-reached-below = { $symbol } has fallen to { $price }.
