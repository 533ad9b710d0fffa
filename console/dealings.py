"""From a wish to the service: what may be done, asking again when it is dangerous, and showing what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from console.commanding.scope import Scope
from console.own_commands import OWN, full_registry
from console.routes import ROUTES
from console.text.words import error_line, sentence
from engine.core.errors import HaiDangError, InvalidInput, Refused, Temporary
from engine.core.modes import Danger
from engine.service.access import AGREEMENTS, is_look
from engine.service.answers import Done, Roles, Why
from engine.service.port import Request
from engine.service.registry import Parsed
from engine.service.specs import CommandSpec
from locales import t

if TYPE_CHECKING:
    from console.app import ConsoleApp

_OWN_IDS = {spec.id for spec in OWN}


class Dealings:
    """Sends commands for the person at the console, with the same access and audit as every other surface."""

    def __init__(self, app: ConsoleApp) -> None:
        self._app = app
        self.available: frozenset[str] = frozenset()
        """Commands whose engine exists, as the service itself says."""

    async def learn(self) -> None:
        """Ask the service which commands it can carry out."""
        helped = await self.ask("help", {})
        self.available = frozenset(row.id for row in helped.rows if row.available) | _OWN_IDS

    def may(self, command: str) -> bool:
        """Whether this person's role is enough; what is not allowed is not even shown."""
        spec = full_registry().get(command)
        return self._app.launch.caller.role.rank >= spec.role.rank

    def why_not(self, command: str, arguments: Mapping[str, Any] = MappingProxyType({})) -> Why | None:
        """Why a command cannot be carried out now with these arguments; None when it can."""
        spec = full_registry().get(command)
        role, needed = self._app.launch.caller.role, spec.role_for(arguments)
        if role.rank < needed.rank:
            return Why("err-refused-role", {"command": spec.id, "role": needed.value, "yours": role.value})
        if spec.id in _OWN_IDS:
            return None
        if self._app.bridge.service is None:
            return Why("err-engine-gone")
        if spec.writes and self._app.is_playing and not is_look(spec, arguments):
            return Why("err-playback-writes-nothing")
        if self.available and spec.id not in self.available:
            return Why("err-not-built-yet", {"name": spec.id})
        return None

    def scope(self) -> Scope:
        """What the command line may propose."""
        snapshot = self._app.snapshot
        known = full_registry()
        writing = [spec.id for spec in known if spec.writes] if self._app.is_playing else []
        refused = {name: Why("err-playback-writes-nothing") for name in writing}
        return Scope(
            registry=known,
            role=self._app.launch.caller.role,
            available=self.available or frozenset(spec.id for spec in known),
            symbols=tuple(row.symbol for row in snapshot.rows) if snapshot is not None else (),
            refused=refused,
        )

    async def ask(self, command: str, arguments: Mapping[str, Any], confirmations: int = 0) -> Any:
        """The answer of the service; raises the error family."""
        service = self._app.bridge.service
        if service is None:
            raise Temporary("err-engine-gone")
        return await service.call(self._app.launch.caller, Request(command, arguments, confirmations))

    def read(self, line: str) -> Parsed | None:
        """What somebody typed; None when it cannot be understood, which is then said."""
        try:
            return full_registry().parse(line)
        except InvalidInput as error:
            self._app.complain(error_line(error))
            return None

    async def run_line(self, line: str) -> None:
        """Carry out what somebody typed."""
        parsed = self.read(line)
        if parsed is not None:
            await self.carry_out(parsed.spec, parsed.arguments)

    async def send(self, command: str, arguments: Mapping[str, Any]) -> None:
        """Carry out a command by its id."""
        await self.carry_out(full_registry().get(command), arguments)

    async def carry_out(self, spec: CommandSpec, arguments: Mapping[str, Any]) -> None:
        """Show it here if it has a place here; otherwise ask again if need be, send it, and show the answer."""
        try:
            route = ROUTES.get(spec.id)
            if route is not None and await route(self._app, arguments):
                return
            refusal = self.why_not(spec.id, arguments)
            if refusal is not None:
                raise Refused(refusal.key, **refusal.params)
            agreed = await self._agree(spec, arguments)
            if agreed is None:
                self._app.notice(lambda: t("tui-not-done"))
                return
            self._show(spec, await self.ask(spec.id, arguments, agreed))
        except HaiDangError as error:
            self._app.tell(error)
        except Exception as error:
            self._app.tell(error)

    async def _agree(self, spec: CommandSpec, arguments: Mapping[str, Any]) -> int | None:
        """How often the person has agreed; None when they did not."""
        snapshot = self._app.snapshot
        danger = spec.danger if snapshot is None else spec.danger_in(snapshot.state)
        if danger is Danger.NONE or is_look(spec, arguments):
            return 0
        from console.screens.confirm import ConfirmScreen
        from engine.service.asking import question_of, typed_word

        if snapshot is None:
            raise Temporary("err-engine-gone")  # what it would do cannot be said before anything is known
        asked = question_of(spec, arguments, snapshot)
        word = typed_word(spec, arguments) if spec.danger is Danger.ASK_TWICE else None
        live = snapshot.stamp.mode == "live"
        agreed = await self._app.push_screen_wait(ConfirmScreen(sentence(asked.key, asked.params), word, live=live))
        return AGREEMENTS[danger] if agreed else None

    def _show(self, spec: CommandSpec, answer: Any) -> None:
        if self._app.frozen_at is None:
            self._app.fetch_now()
        if isinstance(answer, Done):
            self._app.notice(lambda: sentence(answer.key, answer.params))
            return
        if isinstance(answer, Roles):
            from console.screens.people import PeopleScreen

            self._app.push_screen(PeopleScreen(answer))
            return
        from console.screens.answer import AnswerScreen

        self._app.push_screen(AnswerScreen(spec.id, answer))
