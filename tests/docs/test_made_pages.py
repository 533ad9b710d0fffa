"""The made pages say what the program does today, and `.env.example` can be used as it is."""

import re
from pathlib import Path

import pytest

from engine.settings import Settings
from engine.settings_load import load_settings
from tools.make_docs import GROUPS, LANGUAGES, ROOT, grouped, main, meaning, pages


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
