"""Time travel: the same console over what was recorded. The live engine is left as it is meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work

from console.bridge import Bridge
from console.part import Part
from console.widgets.playback_bar import PlaybackBar
from engine.core.errors import HaiDangError
from engine.service.doors import Transport
from locales import t

if TYPE_CHECKING:
    pass

SPEEDS: Final = (1.0, 10.0, 60.0, 300.0, 1000.0)
_FIRST_SPEED: Final = 60.0
_FOREVER: Final = 2**53


class Playing(Part):
    """A part of the application."""

    _speed = _FIRST_SPEED

    @property
    def is_playing(self) -> bool:
        """Whether what is shown was recorded."""
        return self._self.bridge is not self._self.live_bridge

    @property
    def _transport(self) -> Transport | None:
        service = self._self.bridge.service
        return service if isinstance(service, Transport) else None

    @work(group="playback", exclusive=True, exit_on_error=False)
    async def action_playback(self) -> None:
        """Into the record and out of it again."""
        if self.is_playing:
            await self.live_again()
        else:
            await self.play(None, None)

    def play_at_once(self) -> None:
        """The console was started as a player: there is no live engine to go back to."""
        app = self._self
        start, end = app.launch.playback_at_once or (None, None)
        app.bridge = Bridge(app.launch.recorded(start, end), app.post_message)
        app.follow()

    async def play(self, start: int | None, end: int | None) -> None:
        """Show what was recorded, from where it ends backwards; nothing is written."""
        app = self._self
        door, before = app.launch.recorded(start, end), app.bridge.door if self.is_playing else None
        try:
            service = await door.open()
            if start is None and isinstance(service, Transport):
                await service.seek(_FOREVER)  # one looks back from now
        except HaiDangError as error:
            await door.close()
            app.tell(error)
            return
        self._change_over(Bridge(door, app.post_message))
        if before is not None:
            await before.close()
        app.notice(t("tui-playback-begun"))

    async def live_again(self) -> None:
        """Back to the present."""
        app = self._self
        if app.launch.playback_at_once is not None:
            app.notice(lambda: t("tui-no-present"))
            return
        door = app.bridge.door
        self._change_over(app.live_bridge)
        await door.close()
        app.notice(t("tui-playback-ended"))

    def _change_over(self, bridge: Bridge) -> None:
        app = self._self
        app.bridge, app.snapshot, app.frozen_at = bridge, None, None
        app.query_one(PlaybackBar).playing = None
        app.forget_news()
        app.follow()
        app.refresh_bindings()

    def action_run_or_stop(self) -> None:
        """Play on, or pause."""
        snapshot = self._self.snapshot
        if snapshot is not None and snapshot.playing is not None:
            self._run(None if snapshot.playing.running else self._speed)

    @work(group="transport", exit_on_error=False)
    async def action_step(self, candles: int) -> None:
        """So many candles forward or back."""
        if self._transport is not None:
            await self._transport.step(candles)

    def action_speed(self, by: int) -> None:
        """Faster or slower; it runs from now on."""
        place = SPEEDS.index(self._speed) if self._speed in SPEEDS else 0
        self._speed = SPEEDS[max(0, min(len(SPEEDS) - 1, place + by))]
        self._run(self._speed)

    def _run(self, speed: float | None) -> None:
        """None pauses. At the end of the record there is nothing to run through, and that is said."""
        snapshot, transport = self._self.snapshot, self._transport
        if transport is None:
            return
        transport.run(speed)
        playing = snapshot.playing if snapshot is not None else None
        if speed is not None and playing is not None and playing.at >= playing.end:
            self._self.notice(lambda: t("tui-record-ended"))

    @work(group="transport", exit_on_error=False)
    async def action_seek_end(self, which: int) -> None:
        """To the first or the last recorded moment."""
        snapshot = self._self.snapshot
        if snapshot is not None and snapshot.playing is not None:
            await self.seek(snapshot.playing.start if which < 0 else snapshot.playing.end)

    async def seek(self, moment: int) -> None:
        """To a moment."""
        if self._transport is not None:
            await self._transport.seek(moment)
