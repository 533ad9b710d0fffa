"""watch, alert, notify: what somebody, or a chat, is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import InvalidInput, Operational, Refused
from engine.core.modes import Role
from engine.core.symbols import Symbol
from engine.service.alerts.kinds import AlertKind
from engine.service.alerts.quiet import Quiet
from engine.service.alerts.readers import may_hear, volume_of
from engine.service.alerts.subscriptions import Subscription, Volume
from engine.service.answers import Notify, NotifyRow, PriceAlertRow, PriceAlerts, Watching
from engine.service.handlers.facts import watched
from engine.service.people.admission import PLACES
from engine.service.port import Caller
from engine.store.price_alerts import ABOVE, BELOW, PriceAlert

if TYPE_CHECKING:
    from engine.service.rooms import Rooms

ALL: Final = "all"
QUIET: Final = "quiet"
_LOCAL: Final = "local"
_DEAREST: Final = 1_000
"""A price so many times away from the market's is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class _Box:
    """Whom a command is about. ``role`` is None for a chat, as in ``readers``."""

    surface: str
    mailbox: str
    audience: str
    role: Role | None


def _box(caller: Caller) -> _Box:
    if caller.surface not in PLACES:  # console, command line and socket are one person on this machine
        return _Box(_LOCAL, f"user:{_LOCAL}", "machine", caller.role)
    if caller.alone:
        return _Box(caller.surface, caller.mailbox, "person", caller.role)
    return _Box(caller.surface, caller.mailbox, "chat", None)


def _may_choose(caller: Caller, box: _Box, command: str) -> None:
    """What a whole chat is told is for operators to choose."""
    if box.audience == "chat" and caller.role.rank < Role.OPERATOR.rank:
        raise Refused("err-refused-role", command=command, role=Role.OPERATOR.value, yours=caller.role.value)


# --- notify ----------------------------------------------------------------------------------------------------------
async def notify(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Notify:
    """Show what is told here, or choose it: by kind of alert, all of them, or the hours in which nothing rings."""
    chat = rooms.serving_chats()
    post = chat.post
    box = _box(caller)
    change = _change(box, arguments)
    if change is not None:
        _may_choose(caller, box, "notify")
        await post.subscriptions.change(box.surface, box.mailbox, change)
    chosen = post.subscriptions.of(box.surface, box.mailbox)
    rows = tuple(
        NotifyRow(kind.value, volume_of(kind, box.role, chosen).value, kind in chosen.volumes)
        for kind in AlertKind
        if may_hear(kind, box.role)
    )
    zone = chat.choices.of_mailbox(box.surface, box.mailbox).zone
    quiet = str(chosen.quiet) if chosen.quiet else None
    return Notify(box.audience, rows, quiet, zone, chosen.watched, changed=change is not None)


def _change(box: _Box, arguments: Mapping[str, Any]) -> Callable[[Subscription], Subscription] | None:
    """What a command chooses; None when it only asks."""
    event, setting, hours = (arguments.get(name) for name in ("event", "setting", "hours"))
    if event == QUIET:
        return _quiet(setting, hours)
    if hours is not None:
        raise InvalidInput("err-parameter-extra", value=hours)
    if setting is None:
        return None
    if event is None:
        raise InvalidInput("err-parameter-missing", name="event")
    kinds = tuple(kind for kind in AlertKind if may_hear(kind, box.role) and event in (ALL, kind))
    if not kinds:
        raise Refused("err-notify-owners-only")
    return lambda before: before.with_volume(kinds, Volume(setting))


def _quiet(setting: str | None, hours: str | None) -> Callable[[Subscription], Subscription] | None:
    if hours is not None:
        quiet = Quiet.read(hours)
        return lambda before: replace(before, quiet=quiet)
    if setting == Volume.OFF:
        return lambda before: replace(before, quiet=None)
    if setting is not None:
        raise InvalidInput("err-parameter-missing", name="hours")
    return None


# --- watch -----------------------------------------------------------------------------------------------------------
async def watch(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Watching:
    """Be told of a pair, or no longer; without one, say which pairs that is."""
    post = rooms.serving_chats().post
    box, symbol = _box(caller), arguments.get("symbol")
    before = post.subscriptions.of(box.surface, box.mailbox).watched
    if symbol is None:
        return Watching(box.audience, before)
    _may_choose(caller, box, "watch")
    if symbol not in before:
        watched(rooms, symbol)
    after = await post.subscriptions.change(box.surface, box.mailbox, lambda one: one.toggled(str(symbol)))
    if symbol in after.watched:
        return Watching(box.audience, after.watched, added=str(symbol))
    return Watching(box.audience, after.watched, removed=str(symbol))


# --- alert -----------------------------------------------------------------------------------------------------------
async def alert(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> PriceAlerts:
    """Be told once when a price is reached; without a price, say which are waited for; or wait no more."""
    post = rooms.serving_chats().post
    box, symbol, price = _box(caller), arguments.get("symbol"), arguments.get("price")
    added, removed = None, None
    if arguments.get("action") == "remove":
        removed = len(await post.prices.remove(box.surface, box.mailbox, symbol, price))
    elif price is not None:
        if symbol is None:
            raise InvalidInput("err-parameter-missing", name="symbol")
        wanted = _wanted(rooms, caller, box, watched(rooms, symbol), price)
        added = _row(rooms, await post.prices.add(wanted))
    waiting = post.prices.of_mailbox(box.surface, box.mailbox, symbol)
    rows = tuple(_row(rooms, one) for one in waiting)
    about = None if symbol is None else str(symbol)
    return PriceAlerts(rooms.stamp(symbol if added else None), box.audience, about, rows, added, removed)


def _wanted(rooms: Rooms, caller: Caller, box: _Box, symbol: Symbol, price: Decimal) -> PriceAlert:
    """The alert, on the side of the market on which the price lies now."""
    now = rooms.pipeline.last_price(symbol)
    if now is None:
        raise Operational("err-no-price-yet", symbol=symbol)
    if float(price) == now:
        raise InvalidInput("err-alert-price-now", symbol=symbol, price=str(price))
    if not now / _DEAREST <= float(price) <= now * _DEAREST:
        raise InvalidInput("err-alert-price-far", symbol=symbol, price=str(price), now=str(Decimal(repr(now))))
    side = ABOVE if float(price) > now else BELOW
    actor, at = f"{caller.surface}:{caller.actor}", rooms.wall_clock.now()
    return PriceAlert(0, box.surface, box.mailbox, rooms.source, symbol, price, side, actor, at)


def _row(rooms: Rooms, one: PriceAlert) -> PriceAlertRow:
    known = one.symbol in rooms.pipeline.symbols()
    now = rooms.pipeline.last_price(one.symbol) if known else None
    return PriceAlertRow(one.id, str(one.symbol), one.price, one.side, now, one.created_at)
