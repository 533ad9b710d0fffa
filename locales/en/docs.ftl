### Words of the pages that the program makes of itself (`make docs`).

docs-made = This page is made from the program by `make docs`; changes by hand are lost.
docs-settings-title = Settings
docs-settings-intro =
    A setting may stand on the command line (where a flag exists), in the environment, or in the file `.env` in the folder the program is started from; the first of these that has it wins. Copy `.env.example` to `.env` and remove the `#` before what you change. An unknown name in `.env` stops the start, with a suggestion. Secrets are never shown: `config` tells only whether one is set.
docs-settings-name = Name
docs-settings-default = Default
docs-settings-meaning = Meaning
docs-none = none
docs-commands-title = Commands
docs-commands-intro =
    Every command has an English id and further names. Accents, capitals, spaces and hyphens do not matter: { $examples } are the same. They work in three places: after `:` in the console, in its palette (Ctrl+P), and on the command line as `python -m engine call ID ...`. The chats will use the same ones when they come.
docs-commands-command = Command
docs-commands-names = Also
docs-commands-what = What it does
docs-commands-role = Role
docs-commands-danger = Asks first
docs-commands-state = State
docs-commands-now = works
docs-commands-later = comes later
docs-commands-required = required
docs-commands-default = if left out: { $value }
docs-commands-choices = one of: { $values }
docs-commands-money = Shows or moves money.
docs-commands-role-by = For { $choices } the role is { $role }.
docs-own-title = Commands of the console alone
docs-own-intro = Only in the console, after `:` or in the palette; typed in either language like all the others.
docs-verbs-title = The tool box: python -m engine
docs-verbs-intro = Data goes to stdout, everything else to stderr. Each verb has its own `--help`.
docs-verbs-verb = Verb
docs-reasons-title = Reasons
docs-reasons-intro =
    Every closed candle gets one decision with one reason. The key stands in the column `reason` of the table `decisions`, its values in `reason_params`; screens show the sentence. An ellipsis stands for a value.
docs-reasons-key = Key
docs-reasons-sentence = Sentence
docs-env-top =
    Settings of Hải Đăng. Copy to .env, remove the # before what you change. Every line shows the default.
docs-keys-title = Keys of the console
docs-keys-intro =
    An area's keys work in that area only, and come before those of everywhere where both use one. A capital letter means Shift; `^P` is Ctrl+P. The last column is the line to copy into the file { $file } in the data folder to use another key: keep what is left of the sign, change what is right of it. How: [other keys](console.md#other-keys).
docs-keys-key = Key
docs-keys-short = Short
docs-keys-what = What it does
docs-keys-id = Line as it stands
