"""What somebody on a phone reads first: a price, a forecast, a silence."""

from __future__ import annotations

import dataclasses

from bots.common.card import Said, Tone
from bots.common.cards import card_of
from engine.service import answers as a
from tests.bots.common.cards.reading import read
from tests.engine.cli.samples import DEMO, FULL, STAMP, prediction

PRICE = next(answer for answer in FULL if isinstance(answer, a.Price))


def first(card_answer: a.Answer) -> Said:
    block = card_of(card_answer).blocks[0]
    assert isinstance(block, Said)
    return block


def test_a_price_is_the_first_thing_said() -> None:
    assert first(PRICE) == Said("67.900,00 USDT  ▲ +1,32%", strong=True)
    text = read(card_of(PRICE))
    assert "cao 68.420,00 · thấp 66.610,00 · KL 1,2 tỷ USDT" in text
    assert "≈ 1.780.000.000 ₫ (tỷ giá ghi trong USD_VND" in text
    assert "4 giờ: nghiêng ▲ TĂNG 58,8%, chưa thành tín hiệu" in text
    assert card_of(PRICE).footer == "giá 2 giây trước"


def test_a_price_alone_says_no_more_than_is_known() -> None:
    bare = card_of(a.Price(DEMO, "BTC/USDT", 67_900.0, *[None] * 8))
    assert [block.text for block in bare.blocks if isinstance(block, Said)] == ["67.900,00 USDT"]


def test_a_fall_is_told_by_sign_and_colour() -> None:
    falling = dataclasses.replace(PRICE, change_pct=-2.5)
    assert first(falling).text.endswith("▼ −2,50%")
    assert card_of(falling).tone is Tone.DOWN


def test_a_spoken_forecast_tells_all() -> None:
    card = card_of(prediction())
    assert (card.mark, card.title, card.badge) == ("📊", "BTC/USDT · dự đoán 4 giờ", "Binance · TIỀN GIẤY")
    assert card.tone is Tone.UP
    assert first(prediction()) == Said("▲ TĂNG 71,2% · sàn 65% → TÍN HIỆU MUA", strong=True)
    text = read(card)
    for part in (
        "Vào lệnh. Lợi thế kỳ vọng sau phí 0,42%",
        "76/100 · MUA MẠNH · nhân vị thế ×1,2",
        "tin cậy 42 · kỹ thuật 80 · điều kiện 71 · đồng thuận 66 · rủi ro 90",
        "Cắt lỗ: 66.542,00 (−2,00%)",
        "Chốt lời: 71.295,00 (+5,00%)",
        "Rừng ngẫu nhiên ▲ 71,0% · SVM ▼ 64,0% · Hồi quy ▲ 61,0%",
        "171/240 = 71,3% (65 – 77%) · hòa vốn 61,7%",
    ):
        assert part in text, part
    for part in ("mô hình 20261117-1a2b, huấn luyện 3 ngày", "giá 2 giây trước", "quyết định 7f3a9c000000"):
        assert part in card.footer
    assert card.footer.endswith("Không phải lời khuyên đầu tư")


def test_what_pushed_a_forecast_is_told_with_whose_opinion_it_is() -> None:
    pushes = (a.Push("RSI_14", -0.2, 0.3, 0.081), a.Push("SMA_50_to_close", 0.01, -0.1, -0.03))
    why = dataclasses.replace(prediction(), pushes=pushes, pushes_of="logistic", pushes_base=0.5)
    text = read(card_of(why))
    assert "Vì sao: RSI_14 thấp (30) +8,1 · dưới SMA_50" in text
    assert "theo riêng Hồi quy" in text
    assert "Vì sao" not in read(card_of(prediction()))


def test_silence_says_why_how_long_and_what_was_said_last() -> None:
    silent = prediction(spoken=False, traded=False)
    card = card_of(silent)
    assert card.tone is Tone.QUIET
    assert first(silent).text.startswith("Đứng ngoài. Chưa đủ tin cậy để nói: 54,2%, dưới sàn 65%")
    text = read(card)
    assert "Nghiêng ▲ TĂNG 54,2%, sàn 65%." in text
    assert "Im lặng 143 nến gần nhất. Tín hiệu cuối: 19/11/2026 14:05 ICT, ▲ TĂNG 70,0%, đúng." in text
    assert "TÍN HIỆU MUA" not in text
    assert "Cắt lỗ" not in text


def test_a_spoken_signal_that_is_not_traded_gives_the_reason() -> None:
    assert "Không vào lệnh. Chưa đủ tin cậy" in read(card_of(prediction(traded=False)))


def test_a_signal_in_a_list_leads_with_direction_and_fate() -> None:
    row = a.SignalRow(
        STAMP.market_time, "ETH/USDT", "DOWN", 0.66, True, False, 51.0, "AVOID", 3_500.0,
        a.Why("why-tier-avoid", {"weight": 51}), False, "41c2a7d9ff",
    )  # fmt: skip
    text = read(card_of(a.Signals(STAMP, (row,))))
    assert "▼ ETH/USDT: 66,0% · 3.500,00 · sai" in text
    assert "Không vào lệnh: Trọng số 51 quá nhẹ để vào lệnh." in text
    assert "41c2a7d9: 20/11/2026 14:05 · trọng số 51 · TRÁNH" in text
