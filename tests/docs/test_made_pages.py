"""The made pages say what the program does today, and `.env.example` can be used as it is."""

import re
from pathlib import Path

import pytest

from console.keys import KEYS, read_keymap
from console.own_commands import OWN
from engine.settings import Settings
from engine.settings_load import load_settings
from locales import t
from tools.make_docs import main, pages
from tools.make_docs_keys import GROUPS as KEY_GROUPS
from tools.make_docs_markdown import LANGUAGES, ROOT, code
from tools.make_docs_settings import GROUPS, grouped, meaning


def test_every_made_page_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--check"])
    assert code == 0, "run `make docs`; out of date: " + capsys.readouterr().out


def test_a_stale_page_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    made = pages()
    target = ROOT / "docs" / "en" / "settings.md"
    monkeypatch.setattr("tools.make_docs.pages", lambda: {**made, target: "something else"})
    assert main(["--check"]) == 3
    assert capsys.readouterr().out == "docs/en/settings.md\n"


def test_env_example_with_every_line_in_force_gives_the_defaults(tmp_path: Path) -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    env = tmp_path / ".env"
    env.write_text("\n".join(re.sub(r"^#(?=[A-Z_]+=)", "", line) for line in lines), encoding="utf-8")
    loaded = load_settings(environ={}, env_file=env)
    assert loaded.settings == Settings()


def test_every_setting_has_a_group_and_a_meaning() -> None:
    listed = [name for _, names in grouped() for name in names]
    assert listed == list(Settings.model_fields)
    assert [group for group, _ in grouped()] == list(GROUPS.values())
    for lang in LANGUAGES:
        assert all(meaning(name, lang).endswith(".") for name in listed)


def test_the_readmes_have_a_table_of_commands() -> None:
    for name in ("README.md", "README.en.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "| `predict` |" in text
        assert "| `adopt` |" not in text, "a command that comes later is not offered in the README"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_stands_under_its_area_with_what_it_does(lang: str) -> None:
    _, *parts = pages()[ROOT / "docs" / lang / "keys.md"].split("\n## ")
    assert len(parts) == len(KEY_GROUPS)
    for where, part in zip(KEY_GROUPS, parts, strict=True):
        rows = [line for line in part.splitlines() if line.startswith("| `")]
        told = [(key.id, t(key.text, lang)) for key in KEYS if key.where == where]
        assert [name for name, _ in told] == re.findall(r'`"([a-z_.]+)" = ', part)
        assert all(f"| {short} |" in row for row, (_, short) in zip(rows, told, strict=True))


def test_what_the_key_page_says_to_copy_means_something_in_the_file_of_keys(tmp_path: Path) -> None:
    page = pages()[ROOT / "docs" / "en" / "keys.md"]
    (tmp_path / "keys.toml").write_text("\n".join(re.findall(r'`("[a-z_.]+" = "[^"]+")`', page)), encoding="utf-8")
    assert read_keymap(tmp_path) == ({key.id: key.keys for key in KEYS}, [])


def test_a_key_that_is_a_backtick_can_be_read_in_a_table() -> None:
    assert (code("t"), code("`")) == ("`t`", "`` ` ``")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_commands_of_the_console_alone_have_a_chapter_and_work(lang: str) -> None:
    page = pages()[ROOT / "docs" / lang / "commands.md"]
    chapter = page.split(f"## {t('docs-own-title', lang)}\n")[1].split("\n## ")[0]
    assert re.findall(r"^### (\w+)$", chapter, re.MULTILINE) == [spec.id for spec in OWN]
    assert t("docs-commands-later", lang) not in chapter
