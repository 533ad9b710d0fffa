"""Does everything add up? Every check is a finding, good or bad, in words that a person can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import sqlalchemy as sa

from engine.core.errors import Operational
from engine.store.chains import CHAINED, verify_chain
from engine.store.checks_books import check_fills, check_ledger, check_orders, check_trades
from engine.store.checks_data import check_candles
from engine.store.finding import Finding
from engine.store.store import Store

__all__ = ["Finding", "check_connection", "check_store"]

_MOST = 50  # of one kind: a person reads the first few, a program counts on `ok`
_CHECKS: tuple[Callable[[sa.Connection], Iterator[Finding]], ...] = (
    check_ledger,
    check_fills,
    check_orders,
    check_trades,
    check_candles,
)


def check_store(store: Store, *, heads: Mapping[str, str] | None = None) -> list[Finding]:
    """Check the file, the books, the chains (against published ``heads`` by table, if given) and the candles.

    One snapshot, so a running engine is not in the way. All is well when every finding is ``ok``.
    """
    try:
        return store.read(lambda connection: check_connection(connection, heads))
    except Operational as error:
        if error.key not in ("err-store-corrupt", "err-store-incomplete"):
            raise
        return [Finding("check-file-damaged", False, {"detail": error.key})]


def check_connection(connection: sa.Connection, heads: Mapping[str, str] | None = None) -> list[Finding]:
    """The same on a connection at hand."""
    findings = list(_file(connection))
    if not all(finding.ok for finding in findings):
        return findings
    for check in _CHECKS:
        findings.extend(islice(check(connection), _MOST))
    for table in CHAINED:
        report = verify_chain(connection, table, head=(heads or {}).get(table))
        facts = {"table": table, "rows": report.rows, "row": report.broken_at or 0, "head": report.head}
        findings.append(Finding(report.key, report.ok, facts))
    return findings


def _file(connection: sa.Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL looks after its own pages
    said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    if said == ["ok"]:
        yield Finding("check-file-whole", True)
    else:
        yield Finding("check-file-damaged", False, {"detail": "; ".join(said)})
