### Who is let in by the bots, roles, pairing, language

## What the log and the console tell

event-knock = not allowed in
event-role-changed = role changed
happening-knock = STRANGER
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

## role, reload, lang, whoami

people-id = ID
people-origin = From
people-place = Chat ID
people-place-language = Language of the chat
people-numbers = Numbers
people-numbers-example =
    { $style ->
        [en] 67,123.45
       *[vi] 67.123,45
    }
people-times = Times
people-last = Last
people-knocks = Not let in lately:
people-no-roles = Nobody has a role yet. To give one: role grant, or the lists of IDs in the settings.
people-code = { $surface } has no owner yet. Send this code to the bot in a private chat to become the owner: { $code }
people-paired = paired by code, { $at }
people-granted = granted by { $by }, { $at }
people-nothing-changed = The settings are the same as those that run now.
people-in-force = In force now:
people-waiting = Changed, but only after a restart:
param-numbers = vi (67.123,45) or en (67,123.45)
line-param-numbers = numbers
done-role-granted =
    { $role ->
        [viewer] { $person } on { $surface } now has the role { role-viewer }.
        [operator] { $person } on { $surface } now has the role { role-operator }.
       *[owner] { $person } on { $surface } now has the role { role-owner }.
    }
done-role-revoked = The role that was granted to { $person } on { $surface } is taken back.
done-lang-chat =
    { $language ->
        [vi] From now on this chat is answered in Vietnamese.
       *[en] From now on this chat is answered in English.
    }
done-lang-numbers =
    { $whose ->
        [chat] From now on this chat is answered in { $language ->
            [vi] Vietnamese
           *[en] English
        }, with numbers written { $example }.
       *[person] From now on you are answered in { $language ->
            [vi] Vietnamese
           *[en] English
        }, with numbers written { $example }.
    }
done-numbers =
    { $whose ->
        [chat] From now on numbers in this chat are written { $example }.
       *[person] From now on numbers are written for you as { $example }.
    }

## Errors

err-person-id = "{ $value }" is not the numeric ID of a person. On Discord it is in "Copy User ID" (developer mode), on Telegram in the line that the log shows when that person writes to the bot.
err-role-listed = ID { $person } has the role { $role ->
        [viewer] { role-viewer }
        [operator] { role-operator }
       *[owner] { role-owner }
    } by the settings. Nothing was changed. To change it, edit { $setting } and reload the settings.
err-role-not-granted = ID { $person } on { $surface } has no role that was granted. Nothing was changed. The command role shows who has one.
err-role-last-owner = You are the last owner on { $surface }. Nothing was changed. Grant another person the role of owner first.
