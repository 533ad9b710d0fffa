"""Choices, settings and the house in words, in every width."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from console.look.themes import PALETTES
from console.look.tones import look_of
from console.memory import Memory
from console.text.settings import how_to_change, meaning_of, setting_columns, setting_entry, setting_rows
from console.text.settings_choices import Choice, choice_spans, choices, sample_spans
from console.text.settings_house import House, Places, house_text
from console.text.spans import length
from engine.service.answers import Health, HealthRow, KnockRow, PairingRow, RoleRow, Roles, SettingRow, Stamp, Why
from engine.settings import Settings
from locales import LANGUAGES, set_defaults, t

LOOK = look_of("night")
PLACES = Places("/d/keys.toml", {}, (), "/d/console.json", "/d/exports")


def made(theme: str = "night") -> tuple[Choice, ...]:
    return choices(Memory(), "vi", "vi", theme)


def test_stepping_goes_round() -> None:
    theme = next(choice for choice in made("board") if choice.id == "theme")
    assert theme.after(1) == "night"
    assert theme.after(-1) == "clear"
    assert replace(theme, taken="gone").after(1) == "day"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", PALETTES)
def test_a_line_finds_room_and_every_option_stays_in_reach(language: str, theme: str) -> None:
    set_defaults(language=language, number_style=language)
    for choice in made(theme):
        for width in (48, 72, 76, 120):
            spans = choice_spans(choice, 16, width, LOOK, focused=False)
            assert length(spans) <= width
            reached = {span.action for span in spans if span.action}
            assert reached - {f"pick('{choice.taken}')"}
            if width >= 72:
                assert reached == {f"pick('{option.value}')" for option in choice.options}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [72, 76])
def test_every_theme_is_named_wherever_the_choices_stand(language: str, width: int) -> None:
    set_defaults(language=language, number_style=language)
    shown = choices(Memory(), language, language, "night")
    room = max(cell_len(choice.label) for choice in shown)
    theme = next(choice for choice in shown if choice.id == "theme")
    said = "".join(span.text for span in choice_spans(theme, room, width, LOOK, focused=False))
    assert [name for name in PALETTES if t(f"theme-{name}") not in said] == []


def test_what_is_taken_bears_a_mark_besides_its_colour() -> None:
    spans = choice_spans(made()[0], 12, 76, LOOK, focused=True)
    assert [span.text for span in spans if span.action] == [" ● Tiếng Việt ", " ○ English "]
    assert spans[0].text == "▸ "


def test_swatches_show_the_colours_of_their_own_theme() -> None:
    theme = next(choice for choice in made() if choice.id == "theme")
    spans = choice_spans(theme, 12, 120, LOOK, focused=False)
    grounds = {s.style.bgcolor.name for s in spans if s.text == "▲" and s.style.bgcolor is not None}
    assert grounds == {palette.background for palette in PALETTES.values()}


def test_a_sample_drops_what_finds_no_room() -> None:
    assert length(sample_spans(LOOK, 30)) <= 32
    assert length(sample_spans(LOOK, 100)) > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_of_the_engine_has_a_meaning(language: str) -> None:
    set_defaults(language=language, number_style=language)
    unknown = t("settings-unknown")
    assert [name for name in Settings.model_fields if meaning_of(name.upper()) == unknown] == []
    assert meaning_of("OF_TOMORROW") == unknown


def test_names_of_settings_are_never_cut() -> None:
    width = setting_columns()[0].width
    assert max(len(name) for name in Settings.model_fields) + 2 <= width


def test_only_what_somebody_set_is_marked() -> None:
    own, default = setting_rows([SettingRow("A", "1", "file"), SettingRow("B", "", "default")], LOOK)
    assert own.cells[0].text == "● A"
    assert default.cells[0].text == "  B"
    assert default.cells[1].sort is None, "nothing comes last whichever way"


def test_a_secret_stays_one() -> None:
    said = setting_entry(SettingRow("PG_DSN", "***", "environment"), attached=True)
    assert t("settings-secret") in said
    assert t("settings-attached") in said


@pytest.mark.parametrize("width", [20, 40, 76])
def test_the_house_is_told_before_the_engine_answers_and_keeps_its_width(width: int) -> None:
    text = house_text(House(None, None, None, PLACES), LOOK, width, 12).plain
    assert t("tui-loading") in text
    assert t("settings-keys-file") in text
    if width == 76:
        assert max(len(line) for line in text.splitlines()) <= width
        assert " ".join(text.split()).count(t("settings-bots-none")) == 1


def test_who_was_not_let_in_and_how_the_first_owner_comes_in_are_told() -> None:
    roles = Roles(
        (),
        (KnockRow("telegram", "99", "Người lạ", "-1001", 3, 1_790_000_000_000),),
        (PairingRow("discord", "7F3K-92QM"),),
    )
    text = " ".join(house_text(House(None, None, None, PLACES, "", roles), LOOK, 76, 12).plain.split())
    assert "7F3K-92QM" in text
    assert "Người lạ, ID 99, 3 lần" in text


def test_of_somebody_with_a_role_it_is_the_chat_that_is_not_served() -> None:
    owner = RoleRow("telegram", "42", "owner", "TELEGRAM_OWNERS", "An")
    roles = Roles((owner,), (KnockRow("telegram", "42", "An", "-1001", 2, 1_790_000_000_000),), ())
    text = " ".join(house_text(House(None, None, None, PLACES, "", roles), LOOK, 120, 12).plain.split())
    assert "nơi chat -1001 chưa được phục vụ: An gọi bot ở đó 2 lần" in text
    assert "được vào: 1 chủ sở hữu" in text


def test_what_stands_under_a_bot_is_told_bot_by_bot() -> None:
    rows = tuple(HealthRow(part, True, Why(key, {"count": 3})) for part in ("telegram", "discord")
                 for key in ("bot-connected", "bot-queue"))  # fmt: skip
    health = Health(Stamp("demo", "demo", "paper", 0, None), True, True, rows, 1.0, None, None)
    roles = Roles((), (), (PairingRow("discord", "7F3K-92QM"),))
    lines = house_text(House(health, None, None, PLACES, "", roles), LOOK, 100, 12).plain.splitlines()
    told = [line.split()[0] for line in lines if line.split()[:1] in (["Discord"], ["Telegram"])]
    assert told == ["Discord"] * 3 + ["Telegram"] * 2
    assert any("3 tin chờ gửi" in line for line in lines)


@pytest.mark.parametrize(("name", "needs"), [("TELEGRAM_OWNERS", False), ("LOG_LEVEL", False), ("STOP_LOSS", True)])
def test_what_holds_after_a_reload_needs_no_restart(name: str, needs: bool) -> None:
    said = how_to_change(SettingRow(name, "x", "file"))
    assert (":naplai" in said) != needs
    assert ":naplai" not in how_to_change(SettingRow(name, "x", "environment"))


def test_a_refusal_takes_the_place_of_health() -> None:
    text = house_text(House(None, None, None, PLACES, "không được"), LOOK, 76, 12).plain
    assert "không được" in text
