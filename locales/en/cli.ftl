### The command line: help, questions, progress, and what a headless run says.

## Help

cli-description = Hải Đăng's tool box. Data goes to stdout, everything else to stderr.
cli-verb = VERB
cli-verbs = What can be done (each has its own --help)
cli-options = Options
cli-arguments = Arguments
cli-bot-description = The engine without a screen, with its bots: for a server that runs for months.
cli-tui-description = The console: attached to the engine that runs on this data folder, or with one of its own.
cli-verb-call = Any command, by the running engine or alone
cli-verb-fetch = Download history into the store; goes on where it stopped
cli-verb-train = Train models on the stored candles
cli-verb-models = List, show and roll back trained models
cli-verb-predict = The forecast for one pair
cli-verb-explain = Why a decision was made, with pictures
cli-verb-backtest = Run the rules over history
cli-verb-prove = Prove on made-up markets that the figures it tells are true
cli-verb-db = Questions to the database, exports, and a check that all adds up
cli-verb-doctor = Look over the whole installation and say what to do
cli-verb-backup = Write a verified copy of the books
cli-verb-restore = Bring the books back from a copy
cli-help-help = show this help and leave
cli-help-command = a command and its arguments, such as: price BTC
cli-command-word = COMMAND
cli-help-json = print JSON for programs
cli-help-yes = agree beforehand to what would be asked
cli-help-readonly = only look: act with the role of a viewer
cli-help-market = where prices come from
cli-help-file = candles to replay (CSV, Parquet, Feather)
cli-help-from = start of the replay, such as 2024-01-31 (UTC); with --playback in your time zone
cli-help-to = end of the replay
cli-help-speed = how many times faster than real time
cli-help-seed = seed of the demo market
cli-help-lang = language of everything said
cli-help-env = settings file instead of .env

## Carrying on

cli-interrupted = Interrupted. What was already written is kept.
cli-confirm = { $action }: { $what } Go on? [y/N]

## A headless run


## Errors

err-usage = { $detail } Nothing was done. See: { $program } --help
err-system = The operating system refused: { $detail } ({ $path }). What was already written is safe. Check path and permissions, then try again.
err-not-confirmed = Not confirmed. Nothing was done. Give the command again and answer y, or add --yes.

## Answers: phrases

cli-pong = Pong! { $latency }
cli-no-price = no new price yet
cli-no-record = no record yet
cli-no-record-yet = none yet
cli-open = open
cli-training = Training { $done }/{ $total }: { $symbol }, { $percent }
cli-high-low = high { $high } · low { $low }
cli-volume = volume { $volume }
cli-lean-spoken = { $horizon }: signal { $lean }
cli-lean-silent = { $horizon }: leaning { $lean }, not a signal
cli-forecast-title = { $symbol } · forecast for { $horizon }
cli-forecast-spoken = { $lean }   floor { $floor }  →  SIGNAL { $advice }
cli-forecast-silent = Leaning { $lean }, floor { $floor }.
cli-stay-out = Staying out. { $why }
cli-traded-why = Traded. { $why }
cli-not-traded-why = Not traded. { $why }
cli-silent-for =
    { $count ->
        [one] Silent for the last candle.
       *[other] Silent for the last { $count } candles.
    }
cli-no-signal-yet = No signal has been spoken yet.
cli-last-signal = Last signal: { $at }, { $lean }, { $outcome }.
cli-exits = Exits
cli-votes = Votes
cli-edge = Expected edge
cli-record = Record of this band
cli-break-even = break-even { $share }
cli-of-hundred = { $value }/100
cli-multiplier = size { $times }
cli-part-confidence = confidence
cli-part-technical = technical
cli-part-conditions = conditions
cli-part-agreement = agreement
cli-part-risk = risk
cli-model-forest = Random forest
cli-model-svm = SVM
cli-model-logistic = Logistic regression
cli-model-origin = model { $version }, { $age } old
cli-model-tested = right { $share } when sure, in its tests
cli-unsettled = indicators not settled
cli-data-age = price { $age }
cli-decision = decision { $id }
cli-exposure = In the market: { $share } of equity
cli-limited = { $used } of { $limit }
cli-off = no limit
cli-since = since { $at }
cli-seen-counts = { $candles } candles, { $decisions } decisions
cli-forecast-counts = { $made } made, { $spoken } spoken, { $scored } scored
cli-scoreboard-total = All signals: { $share }
cli-chain-head = Head of the chain: { $head }
cli-chain-whole = The chain of hashes is whole.
cli-chain-broken = THE CHAIN OF HASHES IS BROKEN: a line was changed or left out. Run: python -m engine db check
cli-flattened = Close everything
cli-verified = Checked again: nothing is open any more.
cli-not-verified = CHECKED AGAIN: SOMETHING IS STILL OPEN. See: positions
cli-canceled = Waiting orders canceled: { $count }
cli-closed-ok = closed ✓
cli-closed-failed = FAILED: { $why }
cli-backup-made =
    Backup written: { $path } ({ $size })
    SHA-256 { $sha256 }
cli-all-pairs = all pairs
cli-until-lifted = until lifted
cli-later = later
cli-later-long = This command comes with a later version.
cli-commands = Commands; < > must be given, [ ] may be left out:
cli-commands-more = One in full: help COMMAND

## Answers: titles

cli-movers = Movers in 24 hours
cli-gainers = Up
cli-losers = Down
cli-signals = Signals
cli-orders = Orders
cli-trades = Finished trades
cli-balance = Purse
cli-risk = Risk
cli-locks = Barred from entries
cli-profit-day = Result by day
cli-profit-week = Result by week
cli-profit-month = Result by month
cli-performance-symbol = Result by pair
cli-performance-tier = Result by recommendation
cli-performance-exit = Result by the way out
cli-stats = The whole record
cli-scoreboard = Scoreboard
cli-models = Models in use
cli-status = Status
cli-health-ok = All is well
cli-health-bad = Something is wrong
cli-symbols = Watched pairs

## Answers: nothing to show

cli-empty-movers = No 24-hour prices yet.
cli-empty-signals = No signal has been spoken yet. Silence is an answer too.
cli-empty-orders = No orders yet.
cli-empty-trades = No finished trades yet.
cli-empty-scoreboard = No signal has been spoken yet, so there is nothing to score.
cli-empty-locks = Nothing is barred.
cli-empty-models = No models yet. Train them with: python -m engine train
cli-empty-logs = The log is empty.
cli-empty-symbols = No pair is watched. Add one: symbols add BTC
cli-empty-audit = Nobody has asked for anything yet.

## Answers: columns and names

cli-time = Time
cli-tier = Recommendation
cli-traded = Traded
cli-outcome = Outcome
cli-value = Value
cli-opened = Opened
cli-closed = Closed
cli-leg = Kind
cli-filled = Filled
cli-state = State
cli-id = Id
cli-exit = Exit
cli-exit-reason = Way out
cli-fee = Fee
cli-fees = Fees
cli-cash = Cash
cli-in-positions = In positions
cli-start-cash = Start
cli-drawdown = Below the peak
cli-exposure-name = In the market
cli-day-loss = Lost today
cli-until = Until
cli-from = From
cli-trade-count = Trades
cli-wins = Wins
cli-group = Group
cli-mean = Mean
cli-win-rate = Share of wins
cli-forecasts = Forecasts
cli-hit-rate = Spoken and right
cli-profit-factor = Profit factor
cli-best-worst = Best / worst
cli-holding = Mean time held
cli-max-drawdown = Deepest drawdown
cli-band = Band
cli-actual = Then
cli-timeframe = Candle
cli-horizon = Ahead
cli-version = Version
cli-age = Age
cli-accuracy = Right
cli-band-accuracy = Right when sure
cli-log-loss = Log loss
cli-calibration = Calibration error
cli-samples = Samples
cli-market = Market
cli-data = Newest price
cli-clock = Market time
cli-watched = Watched
cli-strategy = Strategy
cli-seen = Seen
cli-last-candle = Last candle
cli-uptime = Running for
cli-ready = Ready
cli-memory = Memory
cli-decision-time = Decision p50 / p99
cli-candles = Candles
cli-model = Model
cli-setting = Setting
cli-origin = From
cli-name = Name
cli-surface = Surface
cli-role = Role
cli-language = Language
cli-database = Database
cli-command = Command
cli-result = Result
cli-usage-name = Usage
cli-names = Also
cli-danger = Danger
cli-mark-ok = ok
cli-mark-fault = FAULT
cli-room-market = Market
cli-room-store = Database
cli-room-models = Models
cli-room-engine = Engine
cli-symbol-watched = watched
cli-symbol-blocked = blocked
cli-lock-blocked = blocked by a person
cli-rate-settings = rate from USD_VND
cli-rate-unknown = rate of unknown origin
cli-origin-default = default
cli-origin-file = .env file
cli-origin-environment = environment
cli-origin-command-line = command line
cli-result-done = done
cli-result-refused = refused
cli-result-invalidinput = bad input
cli-result-operational = failed
cli-result-temporary = failed, may pass
cli-result-ambiguous = outcome unknown
cli-result-checkfailed = check said no
cli-result-error = fault

## What argparse complains about

cli-wrong-required = Still needed: { $names }.
cli-wrong-extra = Not understood: { $value }.
cli-wrong-choice = "{ $value }" is not known here. Choose one of: { $known }.
cli-wrong-empty = { $name } needs a value.
cli-wrong-value = "{ $value }" does not fit { $name }.
cli-wrong-both = { $name } and { $other } do not go together.

## Verbs: help

cli-act = WHAT
cli-table = TABLE
cli-symbol-word = PAIR
cli-db-query = Ask in SQL; reading only
cli-db-export = Write a whole table as CSV or JSON
cli-db-check = Check file, books, chains of hashes and candles
cli-help-sql = one statement, such as "SELECT symbol, pnl FROM trades"
cli-help-csv = print CSV
cli-help-table = name of the table
cli-help-out = write into this new file instead of stdout
cli-help-backup-out = folder for the copy (DATA_DIR/backups if not given)
cli-help-market-data = forecast on candles of your own; comes later
cli-help-models-act = list, show or roll back; the others come later
cli-help-models-version = the version to go back to (the one before if not given)
cli-help-symbols = pairs such as BTC ETH (those of SYMBOLS if not given)
cli-help-days = so many days back from now
cli-help-fetch-from = first moment, such as 2024-01-31 or 2024-01-31T12:00Z
cli-help-fetch-to = last moment (now if not given)
cli-help-train-symbols = pairs to train anew (those that are due if not given)
cli-help-train-all = train all pairs anew, due or not

## Verbs: what they say

cli-rows = Rows: { $count }
cli-exported = { $table }: { $count } rows written to { $target }.
cli-check-good = Everything adds up.
cli-check-bad = Things that do not add up: { $count }. Keep the file, and restore the last good backup if the books are touched.
cli-restored = Restored { $file }, made { $at }; rows: { $count }.
cli-restored-aside = What was there before is kept: { $aside }
cli-model-whole = Every file matches its hash.
cli-source = Market
cli-trained = Trained
cli-trained-one = { $symbol }: model { $version } trained in { $span }, right { $share } when tested, in use.
cli-trained-not = { $symbol }: not trained. { $why }
cli-train-nothing = Nothing is due: every pair has a fresh model. Name pairs, or add --all, to train anyway.
cli-rate-candles = { $rate } candles/s
cli-fetch-nothing = { $name }: all there already.
cli-fetch-done = { $name }: { $stored } new candles of { $asked } that were missing.
cli-fetch-refused = { $name }: { $count } candles were no candles and were refused.
cli-fetch-absent = { $name }: { $count } candles do not exist at the market itself.
cli-fetch-interrupted = Interrupted; { $count } new candles are stored. The same command goes on from there.
err-no-candles-stored = No { $timeframe } candles of { $names } ({ $source }) are stored. Nothing was trained. Fetch them first: python -m engine fetch { $names }
err-no-model-of = There is no model for { $symbol } ({ $source }). Nothing was changed. Train one: python -m engine train { $symbol }
err-out-exists = File { $path } is already there. It was left as it is. Choose another name.

## Doctor

cli-mark-warning = look
cli-room-python = Python
cli-room-packages = Packages
cli-room-training = Training
cli-room-terminal = Terminal
cli-room-settings = Settings
cli-room-folder = Data folder
cli-room-clock = Clock
cli-doctor-python = version { $found }.
cli-doctor-python-old = version { $found } is too old. Install Python 3.11 or newer.
cli-doctor-packages = all { $count } are installed.
cli-doctor-packages-missing = not installed: { $names }. Run: make run
cli-doctor-train = the packages for training are installed.
cli-doctor-train-missing = not installed: { $names }. Models can be used but not trained here. Run: pip install -e ".[train]"
cli-doctor-terminal = { $found }, UTF-8.
cli-doctor-terminal-encoding = writes { $found } instead of UTF-8; Vietnamese will be torn. Set LANG=C.UTF-8
cli-doctor-terminal-dumb = TERM is { $found }; the console cannot draw here. Set TERM=xterm-256color
cli-doctor-settings = read; market { $market }, mode { $mode }, set by you: { $count }.
cli-doctor-env-open = { $path } holds secrets and others can read it. Run: chmod 600 { $path }
cli-doctor-folder-new = { $path } does not exist yet; the first start makes it.
cli-doctor-folder-closed = { $path } cannot be written to. Check owner and permissions, or set DATA_DIR.
cli-doctor-room = { $path } has { $free } free.
cli-doctor-room-little = { $path } has only { $free } free. Make room; a full disk stops entries.
cli-doctor-engine-running = an engine is running on this folder and answers.
cli-doctor-engine-none = none is running on this folder.
cli-doctor-engine-mute = process { $pid } holds the folder but does not answer. Wait a moment; if it stays so, end it and start again.
cli-doctor-store = { $place } opens, version { $version }.
cli-doctor-store-bad = things that do not add up: { $count }. See them all: python -m engine db check
cli-doctor-models = { $count } versions in { $path } match their hashes.
cli-doctor-models-missing = none for { $names } ({ $source }). Train: python -m engine train
cli-doctor-market = { $exchange } answers in { $latency }.
cli-doctor-market-off = { $market } needs no network. To try the exchange: --market exchange
cli-doctor-clock = agrees with the exchange ({ $seconds } s).
cli-doctor-clock-off = is { $seconds } s off the exchange's. Turn on time synchronisation (NTP).
cli-doctor-well = All is well.
cli-doctor-end = Faults: { $faults }, to look at: { $warnings }.

cli-db-replay = decide the recorded run anew and compare both ledgers
cli-help-recording = another database to replay
cli-replaying = Deciding the recorded run anew, in a scratch store…
cli-replay-recorded = Recorded ledger
cli-replay-retraced = Retraced ledger
cli-replay-equal = The same: { $candles } candles, { $decisions } decisions, { $different } of them different.
cli-replay-different = DIFFERENT: { $candles } candles, { $decisions } decisions, { $different } of them different.
cli-closed-waiting = waits for the next price
cli-help-playback = show what was recorded in the data folder (from --from to --to, such as 2026-11-20T08:00, in the time zone TIMEZONE unless they name one); nothing is written
