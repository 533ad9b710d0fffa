"""What the pages show can be followed: links lead somewhere, commands and settings exist, nothing is told of us."""

import re
from pathlib import Path

import pytest

from console.own_commands import full_registry
from engine.cli.main import VERBS
from engine.core.errors import InvalidInput
from engine.service.registry import registry
from engine.settings import Settings
from tools.make_docs_markdown import ROOT

PAGES = sorted(
    [*ROOT.glob("*.md"), *(path for path in (ROOT / "docs").rglob("*.md") if "plan" not in path.parts)],
)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
INTO = re.compile(r"\]\((?!https?:)([^)#\s]*)#([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
TYPED = re.compile(r"(?:^|  |`):(\w[^`\n]*?)(?=`|  |$)", re.MULTILINE)
CONSOLE_PAGES = ("README.md", "README.en.md", "docs/vi/console.md", "docs/en/console.md")
VERB = re.compile(r"python -m engine ([a-z]+)((?: [^\n`]*)?)")
ASSIGNED = re.compile(r"(?<![\w`./-])([A-Z][A-Z0-9_]{3,})=(?=\S)")
NOT_SETTINGS = {"ARGS", "HAIDANG_STRICT_TEXTS", "ExecStart", "TEXTUAL_FPS", "COLORTERM", "TERM"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    lost = [target for target in LINK.findall(text) if not (page.parent / target).exists()]
    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_into_a_page_find_their_heading(page: Path) -> None:
    wanted = INTO.findall(page.read_text(encoding="utf-8"))
    lost = [(target, heading) for target, heading in wanted if heading not in headings(page.parent / target, page)]
    assert not lost


def headings(target: Path, page: Path) -> set[str]:
    """The names under which the headings of a page can be linked to."""
    text = (page if target == page.parent else target).read_text(encoding="utf-8")
    return {re.sub(r"[^\w\- ]", "", found.lower()).replace(" ", "-") for found in HEADING.findall(text)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_settings_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for verb, rest in VERB.findall(text):
        assert verb in VERBS, f"no verb {verb}"
        words = [word for word in rest.split("#")[0].split() if not word.startswith("--")]
        words = words[: words.index("vi") if "vi" in words else words.index("en") if "en" in words else len(words)]
        if verb == "call" and words and words[0] not in ("COMMAND", "ID", "TÊN"):
            try:
                registry().parse(" ".join(words))
            except InvalidInput as error:
                pytest.fail(f"{' '.join(words)}: {error}")
    unknown = {name for name in ASSIGNED.findall(text) if name.lower() not in Settings.model_fields} - NOT_SETTINGS
    assert not unknown


@pytest.mark.parametrize("page", CONSOLE_PAGES)
def test_what_is_shown_after_a_colon_can_be_typed(page: str) -> None:
    lines = TYPED.findall((ROOT / page).read_text(encoding="utf-8"))
    assert len(lines) >= 3
    for line in lines:
        if not line.endswith((" TÊN", " NAME")):
            assert full_registry().parse(line).spec.id


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_tell_nothing_of_a_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"/work/|/home/|/root/|/tmp/|localhost:\d{4}/simple", text)
    assert not re.search("[\U0001f300-\U0001faff]", text), "no emoji outside chat examples"


def test_evidence_points_at_tests_that_exist() -> None:
    shown = re.findall(r"`(tests/[\w/.]+)`", (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8"))
    assert len(shown) > 20
    assert not [path for path in shown if not (ROOT / path).exists()]


def test_both_guides_have_the_same_pages() -> None:
    names = [sorted(path.name for path in (ROOT / "docs" / lang).glob("*.md")) for lang in ("vi", "en")]
    assert names[0] == names[1]


def test_the_pictures_are_small_and_ask_nobody_for_a_font() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.svg"))
    names = {path.stem.rpartition("-")[0]: set[str]() for path in pictures}
    for path in pictures:
        names[path.stem.rpartition("-")[0]].add(path.stem.rpartition("-")[2])
    assert "console" in names
    assert all(languages == {"vi", "en"} for languages in names.values()), "a picture for each language"
    for path in pictures:
        text = path.read_text(encoding="utf-8")
        assert len(text) < 300_000
        assert "url(http" not in text
