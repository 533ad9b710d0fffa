"""Who may agree to what is dangerous: one person, in one place, once, to one thing, within a minute."""

from __future__ import annotations

from pathlib import Path

import pytest

from locales import t
from tests.e2e.chat import Scene, scene
from tests.e2e.chat_intruders import open_wide
from tests.e2e.chat_phones import CHANNEL, GROUP, OPERATOR, OWNER, Phone
from tests.fakes.discord_rig import DM


class Answers:
    """Somebody who is asked, and buttons that carry the answer, wherever they stand and whoever presses them."""

    def __init__(self, here: Scene, surface: str) -> None:
        self.here, self.surface = here, surface
        self.discord, self.telegram = open_wide(here.discord, here.telegram)
        self.phone: Phone = here.discord if surface == "discord" else here.telegram

    async def asked(self, line: str, *, alone: bool) -> str:
        """What the button that agrees carries."""
        said = await self.phone.write(OPERATOR, f"{self.phone.sign}{line}", alone=alone)
        (question,) = (one for one in said if t("card-question") in one.text)
        if self.surface == "discord":
            return str(question.source.components[0]["components"][0]["custom_id"])
        return str(question.source.look.keyboard.rows[0][0]["callback_data"])

    async def press(self, person: int, action: str, *, alone: bool) -> str:
        """The state after somebody has pressed it."""
        if self.surface == "discord":
            await self.discord.press(person, self.here.discord.rig.place(person, DM if alone else CHANNEL), action)
        else:
            await self.telegram.press(person, person if alone else GROUP, action)
        await self.phone.heard()
        return self.here.state


@pytest.mark.parametrize("surface", ["discord", "telegram"])
async def test_agreement_is_of_one_person_in_one_place_once_for_one_thing_within_a_minute(
    surface: str, tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scene(tmp_path, models, monkeypatch) as here:
        answers = Answers(here, surface)
        press = answers.press
        halt = await answers.asked("halt", alone=True)
        reduce = await answers.asked("reduce", alone=True)
        assert await press(OWNER, halt, alone=True) == "RUNNING"
        assert await press(OWNER, halt, alone=False) == "RUNNING"
        assert await press(OPERATOR, halt, alone=False) == "RUNNING", "asked in private, agreed to in a group"
        assert await press(OPERATOR, reduce, alone=True) == "REDUCING", "each yes is to its own question"
        assert await press(OPERATOR, halt, alone=True) == "HALTED"
        await here.house.ask("resume")
        assert await press(OPERATOR, halt, alone=True) == "RUNNING", "a second press"

        for seconds, state in ((60, "RUNNING"), (59, "HALTED")):
            halt = await answers.asked("halt", alone=True)
            here.clock.pass_seconds(seconds)
            assert await press(OPERATOR, halt, alone=True) == state

        await here.house.ask("resume")
        halt = await answers.asked("halt", alone=False)
        assert await press(OWNER, halt, alone=False) == "RUNNING"
        assert await press(OPERATOR, halt, alone=True) == "HALTED", (
            "asked in a group, the answer may be given in private"
        )
