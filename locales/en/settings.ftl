### What each setting means.

## Groups of settings, in the order of engine/settings.py

settings-group-market = Market
settings-group-money = Whose money
settings-group-decision = Speaking and trading
settings-group-machine = Machine and data
settings-group-people = People
settings-group-discord = Discord
settings-group-telegram = Telegram
settings-group-reserved = Reserved for the gateway and the broker, which come later

## Market

setting-market = Where prices come from: demo (simulated), exchange, or replay (a file, or the database of an earlier run).
setting-demo-speed = How many times faster than real time the demo market runs. At 300 a 15-minute candle takes three seconds.
setting-demo-seed = The same seed gives the same demo market, candle for candle.
setting-replay-file = A candle file (CSV, Parquet, Feather) or a database of an earlier run, to be decided anew.
setting-replay-from = First moment of the replay, ISO 8601 in UTC, such as 2024-01-31.
setting-replay-to = Last moment of the replay, ISO 8601 in UTC.
setting-replay-speed = Times faster than real time; 0 means as fast as the machine can.
setting-exchange = The exchange, by its ccxt id.
setting-exchange-api-url = Another address for the exchange's REST service, such as http://127.0.0.1:9002.
setting-exchange-ws-url = Another address for the exchange's websocket, such as ws://127.0.0.1:9003.
setting-exchange-proxy = An HTTP or SOCKS proxy on the way to the exchange.
setting-exchange-api-key = Secret. Only for live trading, which is not built yet; prices need no key.
setting-exchange-api-secret = Secret. Only for live trading, which is not built yet.
setting-symbols = The coins watched at the first start, against USDT. Later the list lives in the database and changes with the command symbols.
setting-timeframe = Length of the candles that decisions are made on: 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 12h or 1d.
setting-horizon = How far a forecast looks ahead; not shorter than TIMEFRAME.
setting-history-candles = Candles fetched for a new coin before its model is trained, at least 600.

## Whose money

setting-mode = paper (play money) or live. Live trading is not built yet and is refused at the start.
setting-live-trading = Must read I-UNDERSTAND before live mode may start at all.
setting-paper-cash = Play money of a new paper purse, in USDT.

## Speaking and trading

setting-strategy = honest: calibrated probability and a gate. classic: the vote of the three models.
setting-confidence-threshold = The floor: below this calibrated probability no signal is spoken. It may rise by itself and never falls below this.
setting-min-accuracy = A model that was right less often than this, in the band it would speak in, stays silent.
setting-min-weight = Least weight (0 to 100) of a signal that is traded: one number for all, or by timeframe such as 15m:70,1h:65.
setting-stop-loss = The stop lies this far below the entry: 0.02 is 2%.
setting-take-profit = The target lies this far above the entry; 0 is off.
setting-trailing-stop = A stop that follows this far below the best price; 0 is off.
setting-time-limit = A position is closed after this many candles; 0 means when the horizon has passed.
setting-fee = Commission of each fill: 0.001 is 0.1%.
setting-slippage = How much worse than the price seen a market order is assumed to fill.
setting-position-size = Share of the equity put into one position before the multiplier.
setting-max-exposure = Largest share of the equity that may be in open positions.
setting-max-positions = Most positions open at a time.
setting-max-correlation = No entry that moves together with an open position more closely than this.
setting-volatility-target = Sizes shrink when a candle's typical move is larger than this; 0 is off.
setting-cooldown = Candles to wait in a coin after leaving it.
setting-max-signals-per-minute = Most signals spoken within a minute.
setting-daily-loss-limit = After losing this share of the day's first equity nothing is entered until the next day; 0 is off.
setting-equity-breaker = Nothing is entered while equity is this far below its peak; 0 is off.
setting-allow-shorts = Whether a SELL signal may open a position: true or false.

## Machine and data

setting-device = Where networks will run: auto, cpu or cuda. The three models of today always use the CPU.
setting-precision = fp16 only on CUDA. Nothing uses it yet.
setting-batch = Rows in one call of a network. Nothing uses it yet.
setting-data-dir = Folder of the database, logs, backups, lock and socket. One engine a folder.
setting-models-dir = Folder of the trained models.
setting-database-url = Secret. An SQLAlchemy address; empty means the SQLite file trading_logs.db in DATA_DIR.
setting-pg-dsn = Secret. PostgreSQL as an address or a libpq string (host=... user=...).
setting-keep-days = Days for which rows are kept, by table: events:90,equity:365,candle_cache:0,tape:0; 0 keeps all. Books, scoreboard and audit are always kept.
setting-log-level = How much the log tells: DEBUG, INFO, WARNING or ERROR.

## People

setting-app-lang = Language of the program: vi or en.
setting-number-style = How numbers are written, apart from the language: vi (1.234,5) or en (1,234.5).
setting-timezone = Time zone of clocks on screens and in messages.
setting-usd-vnd = Rate for prices in dong: off, a number, or auto, which asks a public table of rates a few times a day (only with MARKET=exchange).
setting-usd-vnd-url = The public table of rates that USD_VND=auto asks.

## Discord

setting-discord-bot-token = Secret. Token of the Discord bot; without one there is no Discord.
setting-bot-token = Secret. Older name of DISCORD_BOT_TOKEN, read when that is empty.
setting-discord-guilds = Numeric ids of the servers that are served; empty admits nobody.
setting-discord-owners = Numeric ids of the owners.
setting-discord-operators = Numeric ids of the operators.
setting-discord-viewers = Numeric ids of the viewers.
setting-discord-proxy = Proxy on the way to Discord.
setting-discord-api-url = Another address for Discord's REST service.
setting-discord-gateway-url = Another address for Discord's gateway.

## Telegram

setting-telegram-bot-token = Secret. Token of the Telegram bot; without one there is no Telegram.
setting-telegram-chats = Numeric ids of the chats that are served; empty admits nobody.
setting-telegram-owners = Numeric ids of the owners.
setting-telegram-operators = Numeric ids of the operators.
setting-telegram-viewers = Numeric ids of the viewers.
setting-telegram-proxy = Proxy on the way to Telegram.
setting-telegram-api-url = Another address for the Bot API.

## Reserved

setting-kafka-bootstrap-servers = Accepted, and nothing uses it yet.
setting-kafka-brokers = Accepted, and nothing uses it yet.
setting-api-host = Accepted, and nothing uses it yet.
setting-api-port = Accepted, and nothing uses it yet.
setting-api-token = Secret. Accepted, and nothing uses it yet.
