### Who is let in by the bots, roles, pairing, language

## What the log and the console tell

event-knock = not allowed in
event-role-changed = role changed
happening-knock = NOT ALLOWED
happening-role-changed = ROLE
log-knock = Somebody who is not allowed wrote to a bot.
log-knock-why = { $why }
log-role-changed = A role has changed.
log-role-changed-why = { $why }
knock-person = ID { $person } ({ $name }) wrote to the bot on { $surface } and is not allowed in. To allow it: { $command }, or add the ID to { $setting }.
knock-place = ID { $person } ({ $name }) called the bot on { $surface } at { $place }, which is not served. To serve it: add { $place } to { $setting }, then reload.
role-changed =
    { $role ->
        [none] ID { $person } on { $surface } no longer has the role that was granted.
        [viewer] ID { $person } on { $surface } now has the role { role-viewer }.
        [operator] ID { $person } on { $surface } now has the role { role-operator }.
       *[owner] ID { $person } on { $surface } now has the role { role-owner }.
    }
log-pairing-code = { $surface } has no owner yet. Send this code to the bot in a private chat to become the owner: { $code }. It works once, for an hour.

## Errors

err-person-id = "{ $value }" is not the numeric ID of a person. On Discord it is in "Copy User ID" (developer mode), on Telegram in the line that the log shows when that person writes to the bot.
