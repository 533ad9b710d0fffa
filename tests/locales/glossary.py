"""One term for each concept: the English words for it, the Vietnamese term, and what is not said instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Concept:
    english: str
    vietnamese: str
    instead: tuple[str, ...]
    exempt: frozenset[str] = frozenset()
    """Ids whose English word is another sense of it."""


CONCEPTS = (
    Concept(r"\border(s|ed)?\b(?!\s+to\b)(?<!in order)(?<!out of order)", "lệnh", ("đơn hàng", "đặt đơn", "order")),
    Concept(r"\bpositions?\b", "vị thế", ("vị trí mở", "trạng thái mở", "position")),
    Concept(r"\bbalances?\b", "số dư", ("cân đối", "dư nợ", "balance")),
    Concept(r"\bsignals?\b", "tín hiệu", ("dấu hiệu", "signal")),
    Concept(r"\b(forecasts?|predictions?|predicts?)\b", "dự đoán", ("dự báo", "tiên đoán", "forecast")),
    Concept(r"\bstop loss(es)?\b", "cắt lỗ", ("dừng lỗ", "chặn lỗ", "stop loss", "stop-loss")),
    Concept(r"\btake profit\b", "chốt lời", ("chốt lãi", "take profit", "take-profit")),
    Concept(r"\bcandles?\b", "nến", ("candle", "cây đèn")),
    Concept(r"\bengines?\b", "bộ máy", ("động cơ", "engine")),
    Concept(r"\bmodels?\b", "mô hình", ("model",)),
)
