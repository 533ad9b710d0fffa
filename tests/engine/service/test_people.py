"""role, reload, lang and whoami, through the service as the chats ask it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.core.errors import HaiDangError, InvalidInput, Refused
from engine.core.modes import Role
from engine.service.answers import Done, PairingRow, Reloaded, Roles, WhoAmI, Why
from engine.service.people.names import person_id
from engine.service.port import Caller, Request
from engine.service.registry import registry
from engine.service.rooms import ChatRooms
from engine.service.text import render
from engine.service.visits import Visit
from locales import current_zone, set_defaults, use_language, use_number_style
from tests.engine.house import House, living, loaded

ACCESS = {"telegram_owners": "1", "telegram_chats": "-1001", "discord_viewers": "30"}


@pytest.fixture(autouse=True)
def _defaults() -> Iterator[None]:
    yield
    set_defaults(language="vi", number_style="vi", zone="Asia/Ho_Chi_Minh")


@pytest.fixture
async def served(tmp_path: Path, models: Path) -> AsyncIterator[House]:
    """An engine that a bot could run beside; its market stands still."""
    async with living(tmp_path, models, **ACCESS) as made:
        yield made


def chat_of(house: House) -> ChatRooms:
    chat = house.engine.rooms.chat
    assert chat is not None
    return chat


def person(actor: int = 1, role: Role = Role.OWNER, *, surface: str = "telegram", place: str | None = None) -> Caller:
    return Caller(surface, str(actor), role, place or str(actor), language="vi", alone=place is None)


async def ask(house: House, caller: Caller, command: str, confirmations: int = 1, **arguments: Any) -> Any:
    return await house.engine.service.call(caller, Request(command, arguments, confirmations))


# --- role ---------------------------------------------------------------------------------------------------------


async def test_an_owner_grants_and_revokes_and_all_of_it_is_in_the_audit(served: House) -> None:
    said = await ask(served, person(), "role", action="grant", person="<@77>", role="operator")
    assert said == Done("done-role-granted", {"person": "77", "surface": "Telegram", "role": "operator"})
    assert chat_of(served).people.role_of("telegram", 77) is Role.OPERATOR
    await ask(served, person(), "role", action="revoke", person="77")
    assert chat_of(served).people.role_of("telegram", 77) is None
    rows = await served.rows("SELECT surface, actor, role, command, result FROM audit_log ORDER BY id")
    assert rows == [("telegram", "1", "owner", "role", "done")] * 2


@pytest.mark.parametrize(
    "line", ["role grant 77 viewer", "quyền cấp <@77> người xem", "quyen grant telegram 77 viewer"]
)
def test_a_line_names_person_and_role_with_or_without_the_platform(line: str) -> None:
    given = registry().parse(line).arguments
    assert person_id(str(given["person"])) == 77
    assert (given["action"], given["role"]) == ("grant", "viewer")


async def test_on_the_machine_the_platform_must_be_named(served: House) -> None:
    local = Caller("console", "an", Role.OWNER)
    with pytest.raises(InvalidInput, match="surface"):
        await ask(served, local, "role", action="grant", person="77", role="viewer")
    await ask(served, local, "role", action="grant", surface="discord", person="77", role="viewer")
    assert chat_of(served).people.role_of("discord", 77) is Role.VIEWER


@pytest.mark.parametrize(
    ("caller", "arguments", "key"),
    [
        (person(role=Role.OPERATOR), {"action": "grant", "person": "77", "role": "viewer"}, "err-refused-role"),
        (person(), {"action": "grant", "person": "77"}, "err-parameter-missing"),
        (person(), {"action": "grant", "role": "viewer"}, "err-parameter-missing"),
        (person(), {"action": "grant", "person": "an", "role": "viewer"}, "err-person-id"),
        (person(), {"action": "grant", "person": "77", "role": "public"}, "err-parameter-invalid"),
        (person(), {"action": "revoke", "person": "77"}, "err-role-not-granted"),
        (person(), {"action": "revoke", "person": "1"}, "err-role-listed"),
        (person(), {"action": "grant", "surface": "discord", "person": "30", "role": "viewer"}, None),
    ],
)
async def test_what_is_refused_changes_nothing(
    served: House, caller: Caller, arguments: dict[str, str], key: str | None
) -> None:
    before = chat_of(served).people.grants()
    if key is None:
        await ask(served, caller, "role", **arguments)
        return
    with pytest.raises(HaiDangError) as caught:
        await ask(served, caller, "role", **arguments)
    assert caught.value.key == key
    assert chat_of(served).people.grants() == before


async def test_the_list_tells_roles_with_where_from_and_who_was_not_let_in(served: House) -> None:
    chat = chat_of(served)
    await chat.choices.seen(Visit("telegram", 1, "An", "1", 1, True, "vi"))
    await chat.people.knocked(Visit("telegram", 99, "Lan", "99", 99, True))
    await ask(served, person(), "role", action="grant", person="77", role="viewer")
    roles: Roles = await ask(served, person(), "role")
    assert [(row.surface, row.person, row.role, row.origin, row.name) for row in roles.rows] == [
        ("discord", "30", "viewer", "DISCORD_VIEWERS", None),
        ("telegram", "1", "owner", "TELEGRAM_OWNERS", "An"),
        ("telegram", "77", "viewer", "telegram:1", None),
    ]
    assert [(row.person, row.name, row.count) for row in roles.knocks] == [("99", "Lan", 1)]


async def test_codes_are_told_on_the_machine_alone_and_for_bots_that_run(served: House) -> None:
    chat = chat_of(served)
    local = Caller("console", "an", Role.OWNER)
    assert (await ask(served, local, "role")).codes == ()
    for surface in ("telegram", "discord"):
        chat.states.report(surface, True, Why("health-store", {"database": "x"}))
    code = chat.people.pairing_code("discord")
    assert (await ask(served, local, "role")).codes == (PairingRow("discord", str(code)),)
    assert (await ask(served, person(), "role")).codes == ()
    logs = await ask(served, local, "logs", limit=500)
    assert not [line for line in logs.lines if str(code) in line]


# --- lang, whoami -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "place", "mailbox", "key"),
    [
        (Role.PUBLIC, None, "user:5", "done-lang"),
        (Role.OWNER, None, "user:5", "done-lang"),
        (Role.VIEWER, "-1001", "user:5", "done-lang"),
        (Role.OPERATOR, "-1001", "chat:-1001", "done-lang-chat"),
    ],
)
async def test_a_language_is_chosen_for_oneself_or_by_operators_for_the_chat(
    served: House, role: Role, place: str | None, mailbox: str, key: str
) -> None:
    said = await ask(served, person(5, role, place=place), "lang", language="en")
    assert said == Done(key, {"language": "en"})
    choices = chat_of(served).choices
    chosen = {one for one in ("user:5", "chat:-1001") if choices.language_of("telegram", one)}
    assert chosen == {mailbox}


async def test_without_a_language_it_is_the_other_one_unless_only_numbers_are_meant(served: House) -> None:
    choices = chat_of(served).choices
    assert (await ask(served, person(5), "lang")).params == {"language": "en"}
    numbers = await ask(served, person(5), "lang", numbers="en")
    assert numbers == Done("done-numbers", {"whose": "person", "example": "67,123.45"})
    both = await ask(served, person(5), "lang", language="vi", numbers="vi")
    assert both.params["example"] == "67.123,45"
    with use_language("vi"):
        assert render(both) == "Từ giờ bạn được trả lời bằng tiếng Việt, số viết như 67.123,45."
    assert choices.of_mailbox("telegram", "user:5").language == "vi"


async def test_the_machine_speaks_as_its_settings_say(served: House) -> None:
    said = await ask(served, Caller("cli", "an", Role.OWNER), "lang", language="en")
    assert said.key == "done-lang-here"


async def test_whoami_names_the_place_for_the_settings_and_what_it_chose(served: House) -> None:
    await ask(served, person(1, place="-1001"), "lang", language="en")
    with use_number_style("en"):
        said = await ask(served, person(5, Role.VIEWER, place="-1001"), "whoami")
    assert said == WhoAmI("telegram", "5", "viewer", "vi", "-1001", "en", "en")


# --- reload -------------------------------------------------------------------------------------------------------


@pytest.fixture
def edit(served: House, tmp_path: Path, models: Path) -> Callable[[str], None]:
    """Change the settings file of the run, which names the owners from here on."""
    served.engine.rooms.reread = loaded(tmp_path, models, **{**ACCESS, "telegram_owners": None}).again

    def write(text: str) -> None:
        (tmp_path / "blank.env").write_text(text)

    return write


async def test_people_of_the_settings_file_are_let_in_at_once(served: House, edit: Callable[[str], None]) -> None:
    edit("TELEGRAM_OWNERS=1,2\nAPP_LANG=en\n")
    told: Reloaded = await ask(served, person(), "reload")
    assert [(row.name, row.value, row.origin) for row in told.in_force] == [
        ("APP_LANG", "en", "file"),
        ("TELEGRAM_OWNERS", "1,2", "file"),
    ]
    chat = chat_of(served)
    assert chat.people.role_of("telegram", 2) is Role.OWNER
    assert chat.choices.of_mailbox("telegram", "user:5").language == "en"
    config = {row.name: (row.value, row.origin) for row in (await ask(served, person(), "config")).rows}
    assert config["TELEGRAM_OWNERS"] == ("1,2", "file")
    assert (await ask(served, person(), "reload")).in_force == ()


async def test_what_decides_about_money_waits_for_a_restart_and_is_named(
    served: House, edit: Callable[[str], None]
) -> None:
    before = served.engine.rooms.settings
    edit("TELEGRAM_OWNERS=1\nTIMEZONE=UTC\nMAX_POSITIONS=9\nTELEGRAM_BOT_TOKEN=123:abc\n")
    for _ in range(2):
        told: Reloaded = await ask(served, person(), "reload")
        assert {row.name: row.value for row in told.waiting} == {
            "MAX_POSITIONS": "9",
            "TIMEZONE": "UTC",
            "TELEGRAM_BOT_TOKEN": "***",
        }
        assert told.in_force == ()
    assert served.engine.rooms.settings == before
    assert current_zone() == "Asia/Ho_Chi_Minh"


async def test_a_broken_settings_file_changes_nothing(served: House, edit: Callable[[str], None]) -> None:
    before = served.engine.rooms.settings
    edit("TELEGRAM_OWNERS=1,an\n")
    with pytest.raises(InvalidInput):
        await ask(served, person(), "reload")
    assert served.engine.rooms.settings is before
    assert chat_of(served).people.owners("telegram") == {1}


async def test_reading_again_asks_first_and_is_for_owners(served: House, edit: Callable[[str], None]) -> None:
    edit("")
    with pytest.raises(Refused, match="err-confirm-needed"):
        await ask(served, person(), "reload", confirmations=0)
    with pytest.raises(Refused, match="err-refused-role"):
        await ask(served, person(role=Role.OPERATOR), "reload")
