"""Every answer as text, in both languages, with much and with little to say."""

import dataclasses

import pytest

from engine.service import answers
from engine.service.text import render
from engine.service.text.layout import padded, table, width
from locales import use_language, use_number_style
from tests.engine.cli.samples import EMPTY, FULL, STAMP, prediction

ALL = [*FULL, *EMPTY]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("answer", ALL, ids=lambda answer: type(answer).__name__)
def test_every_answer_has_a_text(answer: answers.Answer, language: str) -> None:
    with use_language(language), use_number_style(language):
        text = render(answer)
    assert text.strip()
    assert "None" not in text
    assert "{" not in text.replace('{"reason": "tin"}', "").replace("{}", "")
    assert all(line == line.rstrip() for line in text.splitlines())


def test_no_answer_is_forgotten() -> None:
    kinds = {kind.__name__ for kind in answers.Answer.__args__}
    assert kinds == {type(answer).__name__ for answer in FULL}


@pytest.mark.parametrize("answer", ALL, ids=lambda answer: type(answer).__name__)
def test_simulated_is_named_wherever_market_or_book_is_shown(answer: answers.Answer) -> None:
    stamp = getattr(answer, "stamp", None)
    if stamp is not None:
        text = render(answer)
        assert "TIỀN GIẤY" in text
        assert ("DEMO" if stamp.market == "demo" else "Binance") in text


def test_live_money_is_named() -> None:
    live = dataclasses.replace(FULL[1], stamp=dataclasses.replace(STAMP, mode="live"))  # type: ignore[type-var]
    assert "TIỀN THẬT" in render(live)


def test_the_price_line_is_the_one_promised() -> None:
    with use_language("en"), use_number_style("en"):
        first = render(FULL[1]).splitlines()[0]
    assert first == "BTC/USDT  67,900.00 USDT  +1.32%  (Binance, 2 s ago)"


def test_a_spoken_forecast_tells_all() -> None:
    text = render(prediction())
    for part in (
        "BTC/USDT · dự đoán 4 giờ",
        "▲ TĂNG 71,2%",
        "sàn 65%",
        "TÍN HIỆU MUA",
        "76/100",
        "tin cậy 42",
        "MUA MẠNH",
        "×1,2",
        "66.542,00 (−2,00%)",
        "71.295,00 (+5,00%)",
        "Rừng ngẫu nhiên ▲ 71,0%",
        "SVM ▼ 64,0%",
        "171/240 = 71,3% (65 – 77%)",
        "hòa vốn 61,7%",
        "mô hình 20261117-1a2b, huấn luyện 3 ngày trước",
        "giá 2 giây trước",
        "quyết định 7f3a9c000000",
        "Không phải lời khuyên đầu tư",
        "Lợi thế kỳ vọng sau phí 0,42%",
    ):
        assert part in text, part


def test_no_record_is_said_once_behind_its_label() -> None:
    text = render(dataclasses.replace(prediction(), record=answers.Interval(0, 0, None, None, None)))
    assert "Thành tích ở bậc này  chưa có · hòa vốn" in text


def test_silence_says_why_and_since_when() -> None:
    text = render(prediction(spoken=False, traded=False))
    lines = text.splitlines()
    assert lines[1].startswith("Đứng ngoài. Chưa đủ tin cậy")
    assert "Nghiêng ▲ TĂNG 54,2%, sàn 65%." in text
    assert "Im lặng 143 nến gần nhất. Tín hiệu cuối:" in text
    assert "TÍN HIỆU MUA" not in text
    assert lines[-1] == "Không phải lời khuyên đầu tư"


def test_spoken_and_not_traded_gives_the_reason() -> None:
    assert "Không vào lệnh. Chưa đủ tin cậy" in render(prediction(traded=False))


def test_a_failed_position_shows_error_and_incident() -> None:
    text = render(next(answer for answer in FULL if isinstance(answer, answers.Flattened)))
    assert "[E-41C2A7]" in text
    assert "đã đóng ✓" in text
    assert "VẪN CÒN" in text


def test_columns_align_by_what_is_seen() -> None:
    text = table(["Mã", "Giá"], [["ĐỒNG", "1"], ["日本", "10.000"]], right=(1,))
    assert text.splitlines() == ["Mã       Giá", "ĐỒNG       1", "日本  10.000"]
    assert width("日本") == 4
    assert width("e\u0302") == 1
    assert padded("x", 3, right=True) == "  x"
