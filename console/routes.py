"""Commands that have a place of their own in the console: they lead there instead of showing a text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from engine.core.errors import InvalidInput
from engine.core.timeframes import Timeframe

if TYPE_CHECKING:
    from console.app import ConsoleApp

Route = Callable[["ConsoleApp", Mapping[str, Any]], Awaitable[bool]]
"""True when that was all; False when the command goes on to the service."""


def _watched(app: ConsoleApp, symbol: object) -> str:
    """A pair that there is something to show of; raises InvalidInput when it is not watched."""
    known = [row.symbol for row in app.snapshot.rows] if app.snapshot is not None else []
    if known and str(symbol) not in known:
        raise InvalidInput("err-symbol-not-watched", symbol=str(symbol), known=", ".join(known))
    return str(symbol)


def _to_area(name: str) -> Route:
    async def go(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
        if arguments.get("symbol"):
            app.choose_symbol(_watched(app, arguments["symbol"]))
        await app.show_area(name)
        return True

    return go


def _to_list(area: str, name: str) -> Route:
    """To one of the lists that an area shows in turn."""

    async def go(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
        app.memory.lists[area] = name
        await app.show_area(area)
        return True

    return go


async def _explain(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    """One decision goes to its story; the newest is the pair's own."""
    app.choose_symbol(_watched(app, arguments["symbol"]))
    await app.show_area("market")
    if arguments.get("decision"):
        cast(Any, app.area).explain(str(arguments["decision"]))
    return True


async def _chart(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    timeframe = arguments.get("timeframe")
    app.choose_symbol(_watched(app, arguments["symbol"]), str(Timeframe(str(timeframe))) if timeframe else None)
    await app.show_area("market")
    return True


async def _lang(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    if arguments.get("language") is None:
        await app.action_next_language()
        return True
    await app.speak(str(arguments["language"]))
    return True


async def _help(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    if arguments.get("command"):
        return False
    app.action_help()
    return True


async def _area(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    await app.show_area(str(arguments["area"]))
    return True


async def _theme(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    app.wear(str(arguments["theme"]))
    return True


async def _numbers(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    await app.write_numbers(str(arguments["style"]))
    return True


async def _playback(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    await app.play(arguments.get("from"), arguments.get("to"))
    return True


async def _export(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    await app.action_export(str(arguments.get("format") or "csv"))
    return True


async def _picture(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    app.action_picture(str(arguments.get("what") or "screen"))
    return True


async def _favourite(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    symbol = arguments.get("symbol") or app.symbol
    if symbol:
        app.toggle_favourite(_watched(app, symbol))
    return True


async def _welcome(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    app.welcome()
    return True


async def _quit(app: ConsoleApp, arguments: Mapping[str, Any]) -> bool:
    app.leave()
    return True


ROUTES: Final[Mapping[str, Route]] = {
    "chart": _chart,
    "explain": _explain,
    "predict": _explain,
    "depth": _explain,
    "positions": _to_area("positions"),
    "trades": _to_list("positions", "trades"),
    "orders": _to_list("positions", "orders"),
    "equity": _to_list("positions", "equity"),
    "locks": _to_list("positions", "locks"),
    "signals": _to_area("signals"),
    "scoreboard": _to_area("signals"),
    "models": _to_area("models"),
    "logs": _to_list("logs", "log"),
    "audit": _to_list("logs", "audit"),
    "config": _to_area("settings"),
    "lang": _lang,
    "help": _help,
    "start": _help,
    "area": _area,
    "theme": _theme,
    "numbers": _numbers,
    "playback": _playback,
    "export": _export,
    "picture": _picture,
    "favourite": _favourite,
    "welcome": _welcome,
    "quit": _quit,
}
