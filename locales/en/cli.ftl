### The command line: help, questions, progress, and what a headless run says.

## Help

cli-description = Hải Đăng's tool box. Data goes to stdout, everything else to stderr.
cli-verb = VERB
cli-verbs = What can be done (each has its own --help)
cli-options = Options
cli-arguments = Arguments
cli-usage = Usage:{" "}
cli-bot-description = The engine without a screen, with its bots: for a server that runs for months.
cli-tui-description = The console: attached to the engine that runs on this data folder, or with one of its own.
cli-verb-call = Any command of the house, by the running engine or alone
cli-verb-fetch = Download history into the store; goes on where it stopped
cli-verb-train = Train models on the stored candles
cli-verb-models = List, show and roll back trained models
cli-verb-predict = The forecast for one pair
cli-verb-explain = Why a decision was made, with pictures
cli-verb-backtest = Run the rules over history
cli-verb-prove = Prove on made-up markets that the house is honest
cli-verb-db = Questions to the database, exports, and a check that all adds up
cli-verb-doctor = Look over the whole installation and say what to do
cli-verb-backup = Write a verified copy of the books
cli-verb-restore = Bring the books back from a copy
cli-help-help = show this help and leave
cli-help-command = a command and its arguments, such as: price BTC
cli-help-json = print JSON for programs
cli-help-yes = agree beforehand to what would be asked
cli-help-readonly = only look: act with the role of a viewer
cli-help-market = where prices come from
cli-help-file = candles to replay (CSV, Parquet, Feather)
cli-help-from = start of the replay, such as 2024-01-31
cli-help-to = end of the replay
cli-help-speed = how many times faster than real time
cli-help-seed = seed of the demo market
cli-help-lang = language of everything said
cli-help-env = settings file instead of .env

## Carrying on

cli-interrupted = Interrupted. What was already written is kept.
cli-confirm = { $action }: { $what } Go on? [y/N]

## A headless run

bot-no-token = No bot token is set, so there is no chat. The engine works alone; look at it with run_tui.py.
bot-not-built = A bot token is set, but the bots arrive with a later version. The engine works alone; look at it with run_tui.py.

## Errors

err-usage = { $detail } Nothing was done. See: { $program } --help
err-system = The operating system refused: { $detail } ({ $path }). What was already written is safe. Check path and permissions, then try again.
err-not-confirmed = Not confirmed. Nothing was done. Give the command again and answer y, or add --yes.
