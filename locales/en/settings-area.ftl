### The settings area: your choices, the engine's settings, how the house is.

settings-part-choices = Your choices
settings-part-engine = Engine
settings-part-house = People and bots
settings-choices-hint = ↑ ↓ line · ← → change · holds at once, is remembered
settings-numbers = Numbers
settings-theme = Theme
settings-flash = Flash on change
settings-notice = Signals, prices
settings-on = yes
settings-off = no
settings-notice-off = silence
settings-notice-bell = bell
settings-notice-desktop = desktop notice
settings-sample-up = up
settings-sample-down = down
settings-sample-still = still
settings-sample-ceiling = ceiling
settings-sample-floor = floor
settings-sample-signal = signal
settings-sample-good = fine
settings-sample-bad = fault
settings-counts = ● { $own }/{ $count } set by you · edit .env, then :reload or restart
settings-unknown = The engine is newer than this console, which does not know what this setting means.
settings-value-is = Value: { $value }
settings-origin-is = Source: { $origin }
settings-secret = It is set. Secrets are never shown.
settings-change-file = To change it: write { $name }=value into the file .env in the folder where the program starts, then restart the engine.
settings-change-reload = To change it: write { $name }=value into the file .env in the folder where the program starts, then type :reload. The engine need not be restarted.
settings-change-environment = To change it: set the environment variable { $name }, then restart the engine. The environment wins over the file .env.
settings-change-command-line = To change it: give another flag for { $name } when you start the engine. The command line wins over the environment and the file .env.
settings-attached = This engine runs by itself: change it on its machine, in its folder.
settings-house-hint = ↵ who may do what
settings-deed-role = Roles of people
settings-deed-notify = What is told where
settings-health = Health
settings-bots = Bots
settings-bots-none = No bot runs with this engine. Set a token in .env and run run_bot.py; the bots show here: connected or not, how many messages wait, the last error.
settings-bots-code = pairing code for the first owner: { $code } (send it to the bot in private)
settings-bots-knock = not let in: { $name }, id { $id }, { $count ->
        [one] once
       *[other] { $count } times
    }, last { $at }
settings-bots-place = chat { $place } is not served: { $name } called the bot there { $count ->
        [one] once
       *[other] { $count } times
    }, last { $at }
settings-you = You are
settings-keys = Keys
settings-keys-file = Remap keys in
settings-keys-none = No key is remapped. A line of the file is a key, such as "app.quit" = "x".
settings-keys-strange = Strange lines
settings-places = Files
settings-choices-file = What is remembered
settings-exports = Exports
