"""The sheet: a real PNG of the size asked for, the same bytes for the same picture, and only letters the font has."""

import struct
import unicodedata
import warnings

import numpy as np
import pytest

from engine.pictures import candles
from engine.pictures.canvas import Canvas
from engine.pictures.letters import writable
from engine.pictures.panel import pieces, span_of
from engine.pictures.style import LOOKS, NIGHT, look_of
from locales.catalogue import keys
from tests.engine.pictures.sheets import candles as some
from tests.engine.pictures.sheets import sheet

ON_PICTURES = (
    "picture-", "push-", "timeframe-", "horizon-", "mode-", "market-", "direction-", "exit-", "cli-model-",
    "not-advice", "app-name", "time-",
)  # fmt: skip
"""Messages whose words are written on pictures."""
VIETNAMESE = [
    *(
        unicodedata.normalize("NFC", letter + tone)
        for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    ),
    *"đĐ",
]
SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("size", [(1200, 760), (641, 403), (900, 1400)])
def test_a_picture_is_a_png_of_the_size_asked_for(size: tuple[int, int]) -> None:
    png = sheet(candles.draw, some(40), size=size).png()
    assert png.startswith(SIGNATURE)
    assert struct.unpack(">II", png[16:24]) == size


def test_the_same_picture_has_the_same_bytes_and_another_has_others() -> None:
    first, again = (sheet(candles.draw, some(40)).png() for _ in range(2))
    assert first == again
    assert sheet(candles.draw, some(41)).png() != first


def test_a_picture_says_nothing_of_the_program_that_drew_it() -> None:
    assert b"atplotlib" not in sheet(candles.draw, some(5)).png()


def test_letters_are_composed_and_those_without_a_glyph_get_a_sign() -> None:
    assert writable(unicodedata.normalize("NFD", "Chốt lời ở đỉnh")) == "Chốt lời ở đỉnh"
    assert writable("tệp 数据.csv") == "tệp ??.csv"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_font_has_every_letter_of_every_message(language: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        canvas = Canvas(NIGHT)
        for key in keys(language):
            if key.startswith(ON_PICTURES):
                text = t_source(key, language)
                assert writable(text) == text, key
                assert canvas.measure(text, 20)[0] > 0


def t_source(key: str, language: str) -> str:
    from locales.sources import entries_of

    return " ".join(entries_of(language)[key].split())


def test_numbers_and_signs_of_both_styles_have_a_glyph() -> None:
    signs = "0123456789.,−+%×₫→–…·▲▼◀▶◆↑↓≥()/:" + " ".join(VIETNAMESE)
    assert writable(signs) == signs


def test_dollars_and_braces_are_letters_not_formulas() -> None:
    canvas = Canvas(NIGHT)
    canvas.text(100, 100, r"$x^2$ {y} \frac")
    assert canvas.png().startswith(SIGNATURE)


def test_an_unknown_theme_looks_like_night() -> None:
    assert look_of("sunset") is NIGHT
    assert set(LOOKS) == {"night", "day", "clear", "board"}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_words_stand_out_from_what_is_behind_them(look: object) -> None:
    ratio = _contrast
    for name in ("text", "muted", "accent", "up", "down", "entry", "stop", "target"):
        for behind in ("background", "ground"):
            assert ratio(getattr(look, name), getattr(look, behind)) >= 4.5, (name, behind)
    for chip in ("live", "paper"):
        assert ratio("#ffffff", getattr(look, chip)) >= 4.5
    for tag in ("up", "down"):
        assert ratio(getattr(look, "on_tag"), getattr(look, tag)) >= 4.5  # noqa: B009


def test_a_line_with_holes_is_drawn_in_its_unbroken_parts() -> None:
    nan = np.nan
    found = pieces(np.arange(7.0), np.array([nan, 1.0, 2.0, nan, 4.0, nan, nan]))
    assert [part.tolist() for part in found] == [[[1.0, 1.0], [2.0, 2.0]]]
    assert pieces(np.arange(2.0), np.array([nan, nan])) == []


@pytest.mark.parametrize("value", [0.0, 100.0, 1.234e-5, -3.0, 1e15])
def test_a_flat_range_gets_a_width_around_its_value(value: float) -> None:
    low, high = span_of(value, value)
    assert low < value < high


def _contrast(one: str, two: str) -> float:
    """The ratio that the accessibility guidelines ask to be 4.5 for text."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
