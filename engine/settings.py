"""Everything a person can set, in one typed object: command line, then environment, then ``.env``, then defaults.

Each field is followed by its meaning; ``.env.example`` and the guide are generated from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator, model_validator

from engine.core.modes import Market, Mode
from engine.core.symbols import Symbol
from engine.core.timeframes import Timeframe

LIVE_CONSENT = "I-UNDERSTAND"


def _as_list(value: Any) -> Any:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _as_mapping(value: Any) -> Any:
    """``15m:70,1h:65`` to a mapping; a bare number counts for every timeframe (``*``)."""
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    return {name.strip() or "*": number for name, _, number in (_keyed(part) for part in parts)}


def _keyed(part: str) -> tuple[str, str, str]:
    return part.partition(":") if ":" in part else ("*", ":", part)


def _as_symbol(value: Any) -> Any:
    return Symbol(value) if isinstance(value, str) else value


def _as_timeframe(value: Any) -> Any:
    return Timeframe(value) if isinstance(value, str) else value


SymbolField = Annotated[Symbol, BeforeValidator(_as_symbol)]
TimeframeField = Annotated[Timeframe, BeforeValidator(_as_timeframe)]
ByName = Annotated[dict[str, float], BeforeValidator(_as_mapping)]
Ids = Annotated[tuple[int, ...], BeforeValidator(_as_list)]
Share = Annotated[Decimal, Field(ge=0, lt=1)]
Language = Literal["vi", "en"]


class Settings(BaseModel):
    """The typed settings of one run. Names here in lower case are the variables in upper case."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, hide_input_in_errors=True)

    # --- market -----------------------------------------------------------------------------------------------------
    market: Market = Market.DEMO
    """Where candles come from: demo, exchange or replay."""
    demo_speed: float = Field(default=300.0, gt=0, le=1_000_000)
    """How many times faster than real time the demo market runs."""
    demo_seed: int = Field(default=7, ge=0)
    """The same seed gives the same demo market."""
    replay_file: Path | None = None
    """A candle file (CSV, Parquet, Feather), or a database of an earlier run, to decide anew."""
    replay_from: str | None = None
    """First moment of the replay (ISO 8601, UTC)."""
    replay_to: str | None = None
    """Last moment of the replay (ISO 8601, UTC)."""
    replay_speed: float = Field(default=0.0, ge=0)
    """Times faster than real time; 0 means as fast as it goes."""
    exchange: str = "binance"
    """ccxt id of the exchange."""
    exchange_api_url: str | None = None
    """Another address for the exchange's REST service, as http://127.0.0.1:9002."""
    exchange_ws_url: str | None = None
    """Another address for the exchange's websocket, as ws://127.0.0.1:9003."""
    exchange_proxy: str | None = None
    """HTTP or SOCKS proxy for the exchange."""
    exchange_api_key: SecretStr | None = None
    """Only for live trading."""
    exchange_api_secret: SecretStr | None = None
    """Only for live trading."""
    symbols: Annotated[tuple[SymbolField, ...], BeforeValidator(_as_list)] = tuple(
        Symbol(base) for base in ("BTC", "ETH", "XRP", "SOL", "BNB")
    )
    """The coins that are watched at the first start; later the list lives in the store."""
    timeframe: TimeframeField = Timeframe("15m")
    """Length of the candles decisions are made on."""
    horizon: TimeframeField = Timeframe("4h")
    """How far a forecast looks ahead."""
    history_candles: int = Field(default=5_000, ge=600, le=1_000_000)
    """Candles fetched for a new symbol before it is trained."""

    # --- mode and money ---------------------------------------------------------------------------------------------
    mode: Mode = Mode.PAPER
    """paper or live."""
    live_trading: str | None = None
    """Must read I-UNDERSTAND before live mode starts."""
    paper_cash: Annotated[Decimal, Field(gt=0)] = Decimal(10_000)
    """Play money of a new paper purse."""

    # --- decision ---------------------------------------------------------------------------------------------------
    strategy: Literal["honest", "classic"] = "honest"
    """honest: calibrated gate; classic: the three-model vote."""
    confidence_threshold: float = Field(default=0.65, ge=0.5, le=1)
    """The floor below which nothing is spoken."""
    min_accuracy: float = Field(default=0.55, ge=0, le=1)
    """Least accuracy of a model, on the band it would speak in."""
    min_weight: ByName = Field(default_factory=lambda: {"*": 0.0})
    """Least weight of a signal to be traded, for all or by timeframe: 15m:70,1h:65."""
    stop_loss: Share = Decimal("0.02")
    """Stop this far below the entry."""
    take_profit: Annotated[Decimal, Field(ge=0)] = Decimal("0.05")
    """Target this far above the entry."""
    trailing_stop: Share = Decimal(0)
    """Trailing stop this far below the best price; 0 is off."""
    time_limit: int = Field(default=0, ge=0)
    """Close a position after this many candles; 0 means after the horizon has passed."""
    fee: Share = Decimal("0.001")
    """Commission of each fill."""
    slippage: Share = Decimal("0.0005")
    """How much worse than the seen price a market order fills."""
    position_size: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.10")
    """Share of the equity put into one position before the multiplier."""
    max_exposure: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.60")
    """Largest share of the equity in open positions."""
    max_positions: int = Field(default=5, ge=1)
    """Most open positions at a time."""
    max_correlation: float = Field(default=0.8, ge=0, le=1)
    """No entry more correlated than this with an open position."""
    volatility_target: float = Field(default=0.01, ge=0)
    """Sizes shrink when a candle's typical move is above this; 0 is off."""
    cooldown: int = Field(default=2, ge=0)
    """Candles to wait in a symbol after an exit."""
    max_signals_per_minute: int = Field(default=10, ge=1)
    """Most spoken signals a minute."""
    daily_loss_limit: Share = Decimal("0.05")
    """No entries for the rest of the day after losing this share of the day's first equity; 0 is off."""
    equity_breaker: Share = Decimal("0.20")
    """Halt entries when equity falls this far below its peak; 0 is off."""
    allow_shorts: bool = False
    """Whether a SELL signal may open a position."""

    # --- machine ----------------------------------------------------------------------------------------------------
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where networks run."""
    precision: Literal["auto", "fp32", "fp16"] = "auto"
    """fp16 only on CUDA."""
    batch: int = Field(default=32, ge=1)
    """Rows in one call of a network."""
    data_dir: Path = Path("data")
    """Database, logs and exports."""
    models_dir: Path = Path("models")
    """Trained models."""
    database_url: SecretStr | None = None
    """SQLAlchemy address; empty means SQLite in DATA_DIR/trading_logs.db."""
    pg_dsn: SecretStr | None = None
    """PostgreSQL as an address or a libpq string (host=... user=...)."""
    keep_days: ByName = Field(default_factory=lambda: {"events": 90.0, "outbox": 90.0})
    """Days that rows are kept, by table: events:90,equity:365,tape:0; 0 keeps all. The books are always kept."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much the log tells."""

    # --- people -----------------------------------------------------------------------------------------------------
    app_lang: Language = "vi"
    """Language of the program; people may choose their own."""
    number_style: Language = "vi"
    """How numbers are written, apart from the language."""
    timezone: str = "Asia/Ho_Chi_Minh"
    """Time zone of the clock on screens and in messages."""
    digest_time: str = "08:00"
    """When the day is summed up for those who want it, in TIMEZONE; off for never."""
    usd_vnd: str = "auto"
    """Rate for prices in dong: auto, off, or a number."""
    usd_vnd_url: str = "https://open.er-api.com/v6/latest/USD"
    """Where auto asks for the rate."""

    # --- Discord ----------------------------------------------------------------------------------------------------
    discord_bot_token: SecretStr | None = None
    """Token of the Discord bot; no token, no Discord."""
    bot_token: SecretStr | None = None
    """Older name of DISCORD_BOT_TOKEN."""
    discord_guilds: Ids = ()
    """Servers that are served; empty admits nobody."""
    discord_owners: Ids = ()
    """Discord ids of the owners."""
    discord_operators: Ids = ()
    """Discord ids of the operators."""
    discord_viewers: Ids = ()
    """Discord ids of the viewers."""
    discord_proxy: str | None = None
    """Proxy for Discord."""
    discord_api_url: str | None = None
    """Another address for Discord's REST service."""
    discord_gateway_url: str | None = None
    """Another address for Discord's gateway."""

    # --- Telegram ---------------------------------------------------------------------------------------------------
    telegram_bot_token: SecretStr | None = None
    """Token of the Telegram bot; no token, no Telegram."""
    telegram_chats: Ids = ()
    """Chats that are served; empty admits nobody."""
    telegram_owners: Ids = ()
    """Telegram ids of the owners."""
    telegram_operators: Ids = ()
    """Telegram ids of the operators."""
    telegram_viewers: Ids = ()
    """Telegram ids of the viewers."""
    telegram_proxy: str | None = None
    """Proxy for Telegram."""
    telegram_api_url: str | None = None
    """Another address for the Bot API."""

    # --- reserved for the gateway and the broker --------------------------------------------------------------------
    kafka_bootstrap_servers: str | None = None
    """Reserved."""
    kafka_brokers: str | None = None
    """Reserved."""
    api_host: str | None = None
    """Reserved."""
    api_port: int | None = None
    """Reserved."""
    api_token: SecretStr | None = None
    """Reserved."""

    @field_validator("symbols")
    @classmethod
    def _distinct(cls, value: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
        if not value:
            raise ValueError("expected-symbols")
        return tuple(dict.fromkeys(value))

    @field_validator("market", "mode", "strategy", "device", "precision", "app_lang", "number_style", mode="before")
    @classmethod
    def _small_letters(cls, value: Any) -> Any:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _capitals(cls, value: Any) -> Any:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator("usd_vnd")
    @classmethod
    def _rate(cls, value: str) -> str:
        try:
            sound = value in ("auto", "off") or 0 < Decimal(value) < Decimal("Infinity")
        except ArithmeticError:  # neither a number nor one that can be compared
            sound = False
        if not sound:
            raise ValueError("expected-rate")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("expected-zone") from error
        return value

    @field_validator("digest_time")
    @classmethod
    def _time_of_day(cls, value: str) -> str:
        if value.strip().lower() == "off":
            return "off"
        if re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", value.strip()) is None:
            raise ValueError("expected-time-of-day")
        return value.strip()

    @model_validator(mode="after")
    def _consistent(self) -> Settings:
        if self.horizon.ms < self.timeframe.ms:
            raise ValueError("expected-longer-horizon")
        return self

    @property
    def source(self) -> str:
        """The name under which candles, models and records of this market are kept apart."""
        if self.market is Market.DEMO:
            usual = type(self).model_fields["demo_seed"].default
            return "demo" if self.demo_seed == usual else f"demo-{self.demo_seed}"
        if self.market is Market.EXCHANGE:
            return self.exchange
        return f"replay:{self.replay_file.name if self.replay_file else '-'}"

    @property
    def horizon_bars(self) -> int:
        """The horizon in candles."""
        return self.timeframe.bars(self.horizon)

    @property
    def digest_minute(self) -> int | None:
        """The minute of the day at which the digest is due; None for never."""
        hour, found, minute = self.digest_time.partition(":")
        return int(hour) * 60 + int(minute) if found else None

    def weight_floor(self) -> float:
        """The least weight for this run's timeframe."""
        floors: Mapping[str, float] = self.min_weight
        return floors.get(self.timeframe, floors.get("*", 0.0))
