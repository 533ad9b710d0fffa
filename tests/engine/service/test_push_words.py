"""Inputs of a model in a trader's words, and the line that says why."""

import dataclasses

import numpy as np
import pytest

from engine.features.basic import INPUTS, inputs
from engine.service.answers import Push
from engine.service.text import pushes, render
from locales import use_language, use_number_style
from tests.engine.cli.samples import prediction

PUSHES = (
    Push("RSI_14", -0.19, 0.34, 0.081),
    Push("volume_ratio", (2.3 - 1) / (2.3 + 1), 0.22, 0.052),
    Push("SMA_50_to_close", 0.0121, -0.13, -0.03),
    Push("MACD_to_close", 0.001, 0.01, 0.002),
    Push("BB_width", 0.024, -0.001, -0.0003),
)
EXPLAINED = dataclasses.replace(prediction(), pushes=PUSHES, pushes_of="logistic", pushes_base=0.502)


@pytest.mark.parametrize(
    ("feature", "value", "vietnamese", "english"),
    [
        ("open_to_close", -0.01, "nến tăng 1,0%", "candle up 1.0%"),
        ("open_to_close", 0.0024, "nến giảm 0,24%", "candle down 0.24%"),
        ("open_to_close", 0.0, "nến đứng giá", "candle unchanged"),
        ("high_to_close", 0.004, "đỉnh nến cao hơn giá đóng 0,40%", "candle high 0.40% above close"),
        ("high_to_close", 0.0, "đóng ngay đỉnh nến", "closed at the candle's high"),
        ("low_to_close", -0.02, "đáy nến thấp hơn giá đóng 2,0%", "candle low 2.0% below close"),
        ("low_to_close", 0.0, "đóng ngay đáy nến", "closed at the candle's low"),
        ("close_in_range", 0.8, "đóng cửa gần đỉnh nến", "closed near the candle's high"),
        ("close_in_range", 0.1, "đóng cửa giữa biên độ nến", "closed mid-candle"),
        ("close_in_range", -1.0, "đóng cửa gần đáy nến", "closed near the candle's low"),
        ("SMA_10_to_close", 0.0, "sát SMA_10", "close to SMA_10"),
        ("SMA_20_to_close", -0.02, "trên SMA_20 2,0%", "2.0% above SMA_20"),
        ("SMA_50_to_close", 0.0121, "dưới SMA_50 1,2%", "1.2% below SMA_50"),
        ("trend_in_bands", 0.4, "SMA_10 trên SMA_50", "SMA_10 above SMA_50"),
        ("trend_in_bands", -0.4, "SMA_10 dưới SMA_50", "SMA_10 below SMA_50"),
        ("trend_in_bands", 0.01, "SMA_10 sát SMA_50", "SMA_10 close to SMA_50"),
        ("RSI_14", -0.22, "RSI_14 quá bán (28)", "RSI_14 oversold (28)"),
        ("RSI_14", -0.19, "RSI_14 thấp (31)", "RSI_14 low (31)"),
        ("RSI_14", 0.0, "RSI_14 trung tính (50)", "RSI_14 neutral (50)"),
        ("RSI_14", 0.12, "RSI_14 cao (62)", "RSI_14 high (62)"),
        ("RSI_14", 0.3, "RSI_14 quá mua (80)", "RSI_14 overbought (80)"),
        ("MACD_to_close", 0.001, "MACD dương", "MACD positive"),
        ("MACD_to_close", 0.0, "MACD bằng 0", "MACD at zero"),
        ("MACD_signal_to_close", -0.001, "đường tín hiệu MACD âm", "MACD signal line negative"),
        ("MACD_hist_in_bands", 0.05, "MACD trên đường tín hiệu", "MACD above its signal line"),
        ("MACD_hist_in_bands", -0.05, "MACD dưới đường tín hiệu", "MACD below its signal line"),
        ("BB_upper_to_close", 0.012, "còn cách dải Bollinger trên 1,2%", "1.2% under the upper Bollinger band"),
        ("BB_upper_to_close", -0.003, "vượt dải Bollinger trên 0,30%", "0.30% beyond the upper Bollinger band"),
        ("BB_lower_to_close", -0.011, "còn cách dải Bollinger dưới 1,1%", "1.1% over the lower Bollinger band"),
        ("BB_lower_to_close", 0.002, "thủng dải Bollinger dưới 0,20%", "0.20% below the lower Bollinger band"),
        ("BB_width", 0.024, "dải Bollinger rộng 2,4%", "Bollinger bands 2.4% wide"),
        ("close_in_bands", 0.3, "giá ở nửa trên dải Bollinger", "in the upper half of the Bollinger bands"),
        ("close_in_bands", 0.0, "giá ở giữa dải Bollinger", "at the middle of the Bollinger bands"),
        ("close_in_bands", -0.6, "giá nằm dưới cả dải Bollinger", "below the Bollinger bands"),
        ("volume_ratio", 1.3 / 3.3, "khối lượng gấp 2,3 lần thường lệ", "volume 2.3 times the usual"),
        ("volume_ratio", 0.0, "khối lượng như thường lệ", "volume as usual"),
        ("volume_ratio", -0.6 / 1.4, "khối lượng chỉ bằng 0,4 lần thường lệ", "volume only 0.4 times the usual"),
        ("volume_ratio", -1.0, "khối lượng chỉ bằng 0,0 lần thường lệ", "volume only 0.0 times the usual"),
        ("of_a_later_set", 0.25, "of_a_later_set 0,25", "of_a_later_set 0.25"),
    ],
)
def test_an_input_is_told_as_a_trader_says_it(feature: str, value: float, vietnamese: str, english: str) -> None:
    assert pushes.feature(feature, value) == vietnamese
    with use_language("en"), use_number_style("en"):
        assert pushes.feature(feature, value) == english


def test_every_input_of_the_feature_set_has_words() -> None:
    for feature in INPUTS:
        for value in (-1.0, -0.5, -0.01, 0.0, 0.01, 0.5, 1.0):
            if (feature, value) not in {("open_to_close", -1.0), *((f"SMA_{n}_to_close", -1.0) for n in (10, 20, 50))}:
                assert feature not in pushes.feature(feature, value).replace("RSI_14 ", "")


def test_words_give_back_the_units_that_models_do_not_see() -> None:
    """A candle from 100 to 101 with RSI 31, 2 % under an average, at thrice its volume."""
    values = np.array(
        [[100, 101, 100, 101, 3, 101, 103.02, 101, 31, 0.5, 0.2, 104, 98, 3]], np.float32
    )  # fmt: skip
    (row,) = inputs(values).tolist()
    seen = dict(zip(INPUTS, row, strict=True))
    told = {name: pushes.feature(name, value) for name, value in seen.items()}
    assert told["open_to_close"] == "nến tăng 1,0%"
    assert told["RSI_14"] == "RSI_14 thấp (31)"
    assert told["SMA_20_to_close"] == "dưới SMA_20 2,0%"
    assert told["volume_ratio"] == "khối lượng gấp 3,0 lần thường lệ"
    assert told["high_to_close"] == "đóng ngay đỉnh nến"


def test_the_line_names_the_largest_pushes_and_whose_opinion_they_are() -> None:
    assert pushes.why(EXPLAINED, most=3) == (
        "RSI_14 thấp (31) +8,1 · khối lượng gấp 2,3 lần thường lệ +5,2 · dưới SMA_50 1,2% −3,0 "
        "(theo riêng Hồi quy: khả năng tăng 50,2% → 60,7%)"
    )
    with use_language("en"), use_number_style("en"):
        line = pushes.why(EXPLAINED)
    assert line is not None
    assert line.endswith("(Logistic regression alone: chance of a rise 50.2% → 60.7%)")


def test_the_text_of_a_forecast_says_why_only_where_it_is_known() -> None:
    assert "\nVì sao" in render(EXPLAINED)
    assert "Vì sao" not in render(prediction())
