"""The registry as Discord's slash commands."""

from __future__ import annotations

import re

import pytest

from bots.discord.commands import focused_of, given_of, slash_commands
from bots.discord.sync import fingerprint
from engine.service.registry import registry
from engine.service.specs import Kind
from locales.folding import fold_name
from tests.bots.discord.conftest import Room
from tests.fakes.discord_commands import check_commands

ALL = frozenset(spec.id for spec in registry())
COMMANDS = slash_commands(ALL)
NAME = re.compile(r"[-_\w]{1,32}")


def test_discord_would_take_every_command() -> None:
    check_commands(COMMANDS)
    assert {command["name"] for command in COMMANDS} == ALL


@pytest.mark.parametrize("language", [None, "vi"])
def test_names_are_allowed_and_meant_by_one_command_alone(language: str | None) -> None:
    names = [one["name_localizations"][language] if language else one["name"] for one in COMMANDS]
    assert len(set(names)) == len(names)
    for name, command in zip(names, COMMANDS, strict=True):
        assert NAME.fullmatch(name), name
        assert name == name.lower()
        assert registry().get(name).id == command["name"]


def test_texts_fit_in_both_languages() -> None:
    for command in COMMANDS:
        for one in (command, *command["options"]):
            for text in (one["description"], one["description_localizations"]["vi"]):
                assert 1 <= len(text) <= 100, (command["name"], text)
            assert NAME.fullmatch(one["name_localizations"]["vi"])
        spoken = [option["name_localizations"]["vi"] for option in command["options"]]
        assert len(set(spoken)) == len(spoken)
        assert sum(map(len, (command["name"], command["description"], *spoken))) < 4_000


def test_options_are_those_of_the_registry() -> None:
    for command in COMMANDS:
        params = {param.name: param for param in registry().get(command["name"]).params}
        assert {option["name"] for option in command["options"]} == set(params)
        needed = [option["required"] for option in command["options"]]
        assert needed == sorted(needed, reverse=True)
        for option in command["options"]:
            param = params[option["name"]]
            assert option["required"] is param.required
            assert (option["type"] == 4) is (param.kind is Kind.INTEGER)
            assert [choice["value"] for choice in option.get("choices", ())] == list(param.choices)
            assert option.get("autocomplete", False) is (
                param.kind in (Kind.SYMBOL, Kind.TIMEFRAME) or param.name == "command"
            )


def test_vietnamese_reads_as_people_write_it() -> None:
    predict = next(command for command in COMMANDS if command["name"] == "predict")
    assert predict["name_localizations"] == {"vi": "dự-đoán"}
    assert predict["options"][0]["name_localizations"] == {"vi": "mã"}
    which = next(command for command in COMMANDS if command["name"] == "signals")["options"][1]
    assert which["choices"][3]["name_localizations"] == {"vi": "im lặng"}
    assert fold_name(predict["name_localizations"]["vi"]) == "dudoan"


def test_what_was_chosen_comes_back_by_parameter() -> None:
    options = [{"name": "symbol", "type": 3, "value": "BT", "focused": True}, {"name": "limit", "type": 4, "value": 5}]
    assert given_of(options) == {"symbol": "BT", "limit": "5"}
    assert focused_of(options) == ("symbol", "BT")
    assert focused_of(options[1:]) is None


# --- telling Discord ------------------------------------------------------------------------------------------------
async def test_discord_is_told_once_and_only_what_can_be_carried_out(room: Room) -> None:
    told = await room.rig.synced()
    assert {command["name"] for command in told} == {
        "price", "predict", "chart", "balance", "flatten", "enter", "signals", "movers", "help", "ping",
    }  # fmt: skip
    for _ in range(2):
        await room.stop()
        await room.start()
        await room.rig.wait_for(lambda: room.post.couriers)
    assert len(room.rig.syncs) == 1


async def test_discord_is_told_again_when_a_command_changed(room: Room) -> None:
    await room.rig.synced()
    await room.rig.wait_for(lambda: room.memory)
    (key,) = room.memory
    room.memory[key] = fingerprint(slash_commands({"price"}))
    await room.stop()
    await room.start()
    await room.rig.wait_for(lambda: len(room.rig.syncs) == 2)


async def test_a_refused_list_of_commands_does_not_keep_the_bot_from_working(quiet_room: Room) -> None:
    room = quiet_room
    room.rig.faults.fail("PUT /applications/*", 400, body={"code": 50035, "message": "Invalid Form Body"})
    await room.start()
    await room.rig.wait_for(lambda: room.post.couriers)
    assert not room.memory
    await room.stop()
    await room.start()
    await room.rig.synced()
    await room.rig.wait_for(lambda: room.memory)


def test_the_fingerprint_is_of_the_meaning_and_not_of_the_order_of_keys() -> None:
    one = slash_commands({"price"})
    turned = [dict(reversed(command.items())) for command in one]
    assert fingerprint(one) == fingerprint(turned)
    assert fingerprint(one) != fingerprint(slash_commands({"predict"}))
