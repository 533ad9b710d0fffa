"""Events as log lines: every kind, in both languages, under the tag that log readers filter by."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.bus.memory import MemoryBus
from engine.core.events import Event, EventKind
from engine.narrator import Narrator, tag_of
from engine.service.text.events import line_of
from engine.store.events import append_event
from engine.store.store import Store
from locales import set_defaults, use_language
from locales.catalogue import is_strict, set_strict

WHY = {"key": "why-paused", "params": {"incident": "E-1"}, "incident": "E-41C2A7"}
FILL = {"amount": "0.0147", "price": "67900.00", "side": "BUY"}
FORECAST = {"direction": "UP", "confidence": 0.712, "reason": "why-edge-pays"}
EDGE = {"reason_params": {"edge_pct": 0.42, "weight": 76}}
FULL: dict[EventKind, dict[str, Any]] = {
    EventKind.STATE_CHANGED: {"state": "PAUSED", "actor": "cli:an"},
    EventKind.SIGNAL: {**FORECAST, **EDGE},
    EventKind.SILENCE: {**FORECAST, **EDGE},
    EventKind.ORDER_SENT: {"side": "BUY", "amount": "0.0147"},
    EventKind.ENTRY_FILLED: FILL,
    EventKind.EXIT_FILLED: {**FILL, "exit_reason": "take_profit", "pnl": "47.86", "pnl_pct": 4.79},
    EventKind.FORECAST_SCORED: {"correct": True},
    EventKind.MODEL_LOADED: {"symbol": "BTC/USDT", "version": "v12", "key": "log-model", "params": {"version": "v12"}},
}


@pytest.fixture(autouse=True)
def strict_texts() -> Iterator[None]:
    before = is_strict()
    set_strict(True)
    yield
    set_strict(before)
    set_defaults(language="vi", number_style="vi")


def event(kind: EventKind, data: dict[str, Any]) -> Event:
    return Event(kind, 0, "demo", "BTC/USDT", data)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_is_told(kind: EventKind, language: str) -> None:
    with use_language(language):
        assert line_of(event(kind, FULL.get(kind, {})))
        if kind not in FULL and kind not in (EventKind.ENGINE_STARTED, EventKind.ENGINE_STOPPED):
            line = line_of(event(kind, WHY))
            assert line.endswith("[E-41C2A7]")
            assert "None" not in line


@pytest.mark.parametrize(
    ("kind", "data", "tag", "line"),
    [
        (EventKind.ENTRY_FILLED, FILL, "QUYET DINH MUA", "Vào lệnh BTC/USDT: 0,0147 @ 67.900,00."),
        (
            EventKind.EXIT_FILLED,
            FULL[EventKind.EXIT_FILLED],
            "CHOT LOI",
            "Thoát lệnh BTC/USDT (chốt lời): 0,0147 @ 67.900,00, kết quả +47,86 USDT (+4,79%).",
        ),
        (
            EventKind.EXIT_FILLED,
            {**FILL, "exit_reason": "stop_loss"},
            "CAT LO",
            "Thoát một phần BTC/USDT (cắt lỗ): 0,0147 @ 67.900,00.",
        ),
        (
            EventKind.SILENCE,
            {**FORECAST, **EDGE},
            "BO QUA",
            "BTC/USDT TĂNG 71,2%. Lợi thế kỳ vọng sau phí 0,42%, trọng số 76.",
        ),
        (EventKind.FORECAST_SCORED, {"correct": False}, "TIN HIEU ML", "Dự đoán cho BTC/USDT đã sai."),
        (EventKind.ENGINE_STARTED, {}, "KHOI TAO", "Bộ máy đã chạy."),
        (
            EventKind.ORDER_SENT,
            {"side": "SELL", "amount": "0.0147"},
            "QUYET DINH BAN",
            "Đã gửi lệnh BTC/USDT: BÁN 0,0147.",
        ),
    ],
)
def test_lines_and_tags(kind: EventKind, data: dict[str, Any], tag: str, line: str) -> None:
    assert tag_of(event(kind, data)) == tag
    assert line_of(event(kind, data)) == line


def test_only_the_promised_tags_are_used() -> None:
    promised = {
        *("KHOI TAO", "DU LIEU", "TIN HIEU ML", "BO QUA", "QUYET DINH MUA", "QUYET DINH BAN"),
        *("CAT LO", "CHOT LOI", "CANH BAO", "LOI"),
    }
    assert {tag_of(event(kind, FULL.get(kind, {}))) for kind in EventKind} <= promised


async def test_it_tells_what_is_new_once_and_survives_what_it_cannot_tell(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/x.db")
    try:
        store.write_sync(lambda conn: append_event(conn, event(EventKind.ENGINE_STARTED, {})))
        narrator = Narrator(store, MemoryBus())
        store.write_sync(lambda conn: append_event(conn, event(EventKind.SIGNAL, {"broken": True})))
        store.write_sync(lambda conn: append_event(conn, event(EventKind.ENGINE_STOPPED, {})))
        with caplog.at_level(logging.INFO, "engine.events"):
            await narrator.tell_new()
            await narrator.tell_new()
    finally:
        store.close()
    told = [record.getMessage() for record in caplog.records if record.name == "engine.events"]
    assert told == ["event 2 (signal)", "Bộ máy đã dừng."]
