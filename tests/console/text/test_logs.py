"""Entries of the audit, happenings and log lines in words."""

from __future__ import annotations

from console.look.tones import look_of
from console.text.logs import (
    arguments_in_words,
    audit_entry,
    audit_rows,
    event_columns,
    event_entry,
    event_rows,
    log_records,
    said_of,
)
from engine.service.answers import Audit, AuditRow
from locales import t
from tests.console.stage import HAPPENINGS, event
from tests.console.world import AT

LOOK = look_of("night")
ROW = AuditRow(AT, "console", "an", "owner", "pause", '{"reason": "tin", "symbol": null}', "done")


def test_arguments_are_read_not_parsed_by_eye() -> None:
    assert arguments_in_words(ROW.arguments) == "reason tin"
    assert arguments_in_words("{}") == ""
    assert arguments_in_words("[1]") == "[1]"
    assert arguments_in_words("no json") == "no json"


def test_results_bear_a_mark_besides_their_colour() -> None:
    refused = AuditRow(AT, "cli", "an", "viewer", "flatten", "{}", "Refused")
    done, not_done = (row.cells[-1] for row, _ in audit_rows(Audit((ROW, refused), True), LOOK))
    assert (done.text, not_done.text) == ("✔ đã làm", "✖ bị từ chối")


def test_an_entry_keeps_its_key_when_newer_ones_come_even_when_two_are_alike() -> None:
    before = [row.key for row, _ in audit_rows(Audit((ROW, ROW), True), LOOK)]
    after = [row.key for row, _ in audit_rows(Audit((ROW, ROW, ROW), True), LOOK)]
    assert len(set(after)) == 3
    assert after[1:] == before


def test_an_entry_in_full_says_what_the_command_is() -> None:
    assert t("cmd-pause") in audit_entry(ROW)
    assert "20/11/2026 14:05:09 ICT" in audit_entry(ROW)
    assert "gone" in audit_entry(AuditRow(AT, "cli", "an", "owner", "gone", "{}", "done"))


def test_happenings_come_newest_first_and_none_is_left_out() -> None:
    rows = event_rows(HAPPENINGS, LOOK)
    assert [row.key for row in rows] == [str(number) for number in range(14, 0, -1)]
    assert all(len(row.cells) == len(event_columns()) for row in rows)


def test_a_signal_tells_its_whole_reason() -> None:
    assert said_of(HAPPENINGS[4]).startswith("BÁN 69,0% · XRP/USDT ")
    assert said_of(HAPPENINGS[12]) == t("why-late")


def test_an_order_on_its_way_tells_side_and_amount() -> None:
    sent = event(20, "order_sent", "BTC/USDT", side="BUY", amount="0.0147")
    assert said_of(sent) == f"{t('side-buy')} 0,0147"
    assert said_of(event(21, "order_sent", "BTC/USDT")) == ""


def test_a_happening_in_full_leaves_out_what_it_lacks() -> None:
    told = event_entry(HAPPENINGS[0])
    assert t("tui-symbol") not in told
    assert t("happening-engine-started") in told


def test_log_lines_are_taken_apart_and_foreign_ones_stay_whole() -> None:
    good, odd, dashes = log_records(
        ["2026-11-20 14:05:09 - INFO - [CAT LO] a - b ]", '  File "x.py", line 3', "one - two - three"]
    )
    assert list(good.values()) == ["2026-11-20T07:05:09Z", "INFO", "CAT LO", "a - b ]"]
    assert list(odd.values()) == ["", "", "", 'File "x.py", line 3']
    assert list(dashes.values())[-1] == "one - two - three"
