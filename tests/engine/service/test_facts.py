"""What the service says is what the store holds."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from engine.forecast.scores import wilson
from engine.service.answers import Interval
from engine.service.handlers.house import shown_setting
from engine.service.handlers.results import period_start
from tests.engine.house import House, living
from tests.engine.service.conftest import at_rest, reach

CENT = Decimal("0.00000001")


def check(interval: Interval, hits: int, n: int) -> None:
    assert (interval.hits, interval.n) == (hits, n)
    if n:
        low, high = wilson(hits, n)
        assert (interval.share, interval.low, interval.high) == pytest.approx((hits / n, low, high))
        assert 0 <= interval.low <= interval.share <= interval.high <= 1
    else:
        assert interval.share is interval.low is interval.high is None


async def test_the_balance_is_cash_and_positions(house: House) -> None:
    while not (await house.ask("positions")).rows:
        await reach(house, house.pipeline.candles_seen + 2)
    commands = ("balance", "positions", "status", "risk")
    balance, positions, status, risk = await at_rest(house, lambda: asyncio.gather(*map(house.ask, commands)))
    assert balance.equity == balance.cash + balance.positions_value
    held = await house.rows("SELECT symbol, amount_exact FROM positions WHERE mode = 'paper'")
    assert {row.symbol: row.amount for row in positions.rows} == {symbol: Decimal(amount) for symbol, amount in held}
    assert positions.rows
    assert sum(row.value for row in positions.rows) == pytest.approx(float(balance.positions_value))
    assert balance.assets == {row.symbol.split("/")[0]: row.amount for row in positions.rows}
    (cash,) = (await house.rows("SELECT cash FROM purses"))[0]
    assert balance.cash == Decimal(cash)
    assert balance.profit_pct == pytest.approx(float(balance.equity / balance.start_cash - 1) * 100)
    assert (status.cash, status.equity, status.positions) == (balance.cash, balance.equity, len(positions.rows))
    assert risk.equity == balance.equity
    assert risk.exposure_pct == pytest.approx(float(100 * balance.positions_value / balance.equity))


@pytest.mark.parametrize("period", ["day", "week", "month"])
async def test_profit_adds_up_to_the_trades(house: House, period: str) -> None:
    answer = await house.ask("profit", period=period, limit=500)
    count, wins, pnl, fees = (
        await house.rows("SELECT COUNT(*), SUM(CASE WHEN pnl > 0 THEN 1 ELSE 0 END), SUM(pnl), SUM(fee) FROM trades")
    )[0]
    assert count > 5
    assert sum(row.trades for row in answer.rows) == count
    assert sum(row.wins for row in answer.rows) == wins
    assert sum(row.pnl for row in answer.rows) == pytest.approx(pnl)
    assert sum(row.fees for row in answer.rows) == pytest.approx(fees)
    starts = [row.start_at for row in answer.rows]
    assert starts == sorted(starts, reverse=True)
    assert all(period_start(start, period, "Asia/Ho_Chi_Minh") == start for start in starts)


@pytest.mark.parametrize(
    ("moment", "period", "zone", "start"),
    [
        (1_795_158_309_000, "day", "Asia/Ho_Chi_Minh", 1_795_107_600_000),  # 20/11/2026 00:00 ICT
        (1_795_158_309_000, "day", "UTC", 1_795_132_800_000),
        (1_795_158_309_000, "week", "UTC", 1_794_787_200_000),  # Monday 16/11/2026
        (1_795_158_309_000, "month", "UTC", 1_793_491_200_000),  # 1/11/2026
        (1_774_780_200_000, "day", "Europe/Berlin", 1_774_738_800_000),  # the night in which summer time begins
    ],
)
def test_periods_begin_where_the_reader_lives(moment: int, period: str, zone: str, start: int) -> None:
    assert period_start(moment, period, zone) == start


@pytest.mark.parametrize(
    ("by", "column"),
    [("symbol", "t.symbol"), ("exit", "t.exit_reason"), ("tier", "COALESCE(p.recommendation, '-')")],
)
async def test_performance_groups_every_trade_once(house: House, by: str, column: str) -> None:
    answer = await house.ask("performance", by=by)
    rows = await house.rows(
        f"SELECT {column}, COUNT(*), SUM(CASE WHEN t.pnl > 0 THEN 1 ELSE 0 END), SUM(t.pnl), AVG(t.pnl_pct) "
        "FROM trades t "
        "LEFT JOIN decisions d ON d.id = t.decision_id LEFT JOIN direction_predictions p ON p.id = d.prediction_id "
        "GROUP BY 1"
    )
    assert {row.group for row in answer.rows} == {row[0] for row in rows}
    for name, count, wins, pnl, mean in rows:
        (found,) = [row for row in answer.rows if row.group == name]
        assert (found.trades, found.wins) == (count, wins)
        assert found.pnl == pytest.approx(pnl)
        assert found.mean_pct == pytest.approx(mean)
        check(found.win_rate, wins, count)


async def test_stats_count_what_is_stored(house: House) -> None:
    stats = await house.ask("stats")
    forecasts, spoken, scored, both, hits = (
        await house.rows(
            "SELECT COUNT(*), SUM(CASE WHEN spoken THEN 1 ELSE 0 END), "
            "SUM(CASE WHEN scored_at IS NULL THEN 0 ELSE 1 END), "
            "SUM(CASE WHEN spoken AND scored_at IS NOT NULL THEN 1 ELSE 0 END), "
            "SUM(CASE WHEN spoken AND correct THEN 1 ELSE 0 END) FROM direction_predictions"
        )
    )[0]
    assert (stats.forecasts, stats.spoken, stats.scored) == (forecasts, spoken, scored)
    assert 0 < hits < both
    check(stats.hit_rate, hits, both)
    trades = await house.rows("SELECT pnl, fee, pnl_pct, opened_at, closed_at FROM trades")
    wins, losses = [row[0] for row in trades if row[0] > 0], [-row[0] for row in trades if row[0] <= 0]
    check(stats.win_rate, len(wins), len(trades))
    assert stats.pnl == pytest.approx(sum(row[0] for row in trades))
    assert stats.profit_factor == pytest.approx(sum(wins) / sum(losses))
    assert stats.mean_holding_ms == pytest.approx(sum(row[4] - row[3] for row in trades) / len(trades))
    assert (stats.best_pct, stats.worst_pct) == (max(row[2] for row in trades), min(row[2] for row in trades))
    (drawdown,) = (await house.rows("SELECT MAX(drawdown) FROM equity"))[0]
    assert stats.max_drawdown_pct == pytest.approx(100 * drawdown)


async def test_the_scoreboard_counts_each_spoken_signal_in_one_band(house: House) -> None:
    board = await house.ask("scoreboard", limit=500)
    rows = await house.rows("SELECT confidence, correct FROM direction_predictions WHERE spoken")
    scored = [(confidence, correct) for confidence, correct in rows if correct is not None]
    check(board.total, sum(correct for _, correct in scored), len(scored))
    assert sum(band.record.n for band in board.bands) == len(scored)
    for band in board.bands:
        inside = [correct for confidence, correct in scored if band.low <= confidence < band.high]
        check(band.record, sum(inside), len(inside))
    assert len(board.rows) == len(rows)
    (head,) = (await house.rows("SELECT hash FROM scoreboard ORDER BY id DESC LIMIT 1"))[0]
    assert board.chain_head == head
    spoken, told = (
        await house.rows("SELECT SUM(CASE WHEN kind = 'spoken' THEN 1 ELSE 0 END), COUNT(*) FROM scoreboard")
    )[0]
    assert (spoken, told) == (len(rows), len(rows) + len(scored))


async def test_lists_are_the_newest_rows_of_the_store(house: House) -> None:
    trades = (await house.ask("trades", limit=5)).rows
    stored = await house.rows("SELECT pnl_exact, closed_at FROM trades ORDER BY closed_at DESC, symbol LIMIT 5")
    assert [(row.pnl, row.closed_at) for row in trades] == [(Decimal(pnl), at) for pnl, at in stored]
    for row in trades:
        sign = 1 if row.side == "BUY" else -1
        assert abs(sign * row.amount * (row.exit_price - row.entry_price) - row.fee - row.pnl) < CENT
    signals = (await house.ask("signals", limit=500)).rows
    assert len(signals) == (await house.rows("SELECT COUNT(*) FROM direction_predictions WHERE spoken"))[0][0]
    assert all(row.spoken and row.reason.key.startswith("why-") for row in signals)
    only = (await house.ask("signals", symbol="ETH", limit=500)).rows
    assert [row for row in signals if row.symbol == "ETH/USDT"] == list(only)
    orders = (await house.ask("orders", limit=500)).rows
    assert len(orders) == (await house.rows("SELECT COUNT(*) FROM order_intents"))[0][0]
    assert all(row.filled == row.amount for row in orders if row.state == "FILLED")


async def test_the_house_tells_of_itself(house: House) -> None:
    status, health, models = await house.ask("status"), await house.ask("health"), await house.ask("models")
    assert status.symbols == ("BTC/USDT", "ETH/USDT")
    assert (status.timeframe, status.horizon) == ("15m", "1h")
    assert status.candles_seen == house.pipeline.candles_seen
    assert (health.ok, health.ready) == (True, True)
    assert 20 < health.memory_mb < 2_000
    assert [row.symbol for row in models.rows] == ["BTC/USDT", "ETH/USDT"]
    assert all(row.age_ms is not None and row.age_ms < 3_600_000 for row in models.rows)
    listed = await house.ask("symbols")
    for row in listed.rows:
        (count,) = (await house.rows("SELECT COUNT(*) FROM candle_cache WHERE symbol = ?", row.symbol))[0]
        assert (row.candles, row.have, row.need, row.has_model, row.status) == (count, 52, 52, True, "watched")
    movers = await house.ask("movers")
    assert {row.symbol for row in movers.gainers + movers.losers} == {"BTC/USDT", "ETH/USDT"}
    price = await house.ask("price", symbol="BTC")
    assert price.low <= price.price <= price.high
    assert price.stamp.data_age_ms is not None
    assert price.lean is not None


async def test_what_is_configured_is_shown_without_secrets(folder: Path, models: Path) -> None:
    secrets = {
        "discord_bot_token": "planted-1", "api_token": "planted-2", "exchange_api_secret": "planted-3",
        "exchange_proxy": "http://an:planted-4@127.0.0.1:8080", "telegram_proxy": "socks5://planted-5@127.0.0.1:1",
    }  # fmt: skip
    async with living(folder, models, **secrets) as house:
        rows = {row.name: row for row in (await house.ask("config")).rows}
    assert not [row for row in rows.values() if "planted" in row.value]
    assert rows["EXCHANGE_PROXY"].value == "http://***@127.0.0.1:8080"
    assert rows["DISCORD_BOT_TOKEN"].value == "***"
    assert (rows["SYMBOLS"].value, rows["SYMBOLS"].origin) == ("BTC/USDT,ETH/USDT", "command line")
    assert rows["TELEGRAM_BOT_TOKEN"].value == ""


def test_settings_are_shown_as_they_are_written() -> None:
    assert shown_setting({"15m": 70.0, "*": 0.0}) == "15m:70.0,*:0.0"
    assert shown_setting(None) == ""


async def test_silence_and_the_last_signal_are_remembered_over_a_restart(folder: Path, models: Path) -> None:
    quiet = {"confidence_threshold": 0.99}
    async with living(folder, models) as house:
        await reach(house, 2)
        (newest,) = (
            await house.rows("SELECT MAX(created_at) FROM direction_predictions WHERE spoken AND symbol = 'BTC/USDT'")
        )[0]
    async with living(folder, models, **quiet) as house:
        await reach(house, 8)
        before = await house.ask("predict", symbol="BTC")
        assert not before.spoken
        assert before.last_signal.at == newest
        since = before.made_at - newest
        assert before.silent_candles == since // (15 * 60_000) > 0
        await house.die()
    async with living(folder, models, **quiet) as house:
        after = await house.ask("predict", symbol="BTC")
        assert (after.silent_candles, after.last_signal) == (before.silent_candles, before.last_signal)
        assert (after.made_at, after.probability_up) == (before.made_at, before.probability_up)


async def test_a_forecast_tells_how_old_model_and_data_are(house: House) -> None:
    answer = await house.ask("predict", symbol="BTC")
    assert 0 <= answer.model_age_ms < 3_600_000
    assert answer.model_version == house.engine.rooms.registry.peek("demo", "BTC/USDT", "15m", "1h").version
    assert 0 <= answer.stamp.data_age_ms < 60_000
    decided = await house.rows("SELECT spoken, weight, reason FROM decisions WHERE id = ?", answer.decision_id)
    assert decided == [(answer.spoken, answer.weight, answer.reason.key)]


async def test_a_pair_that_never_spoke_counts_its_silence_from_the_first_forecast(still: House) -> None:
    await reach(still, 6)
    answer = await still.ask("predict", symbol="ETH")
    (count,) = (await still.rows("SELECT COUNT(*) FROM direction_predictions WHERE symbol = 'ETH/USDT'"))[0]
    assert answer.last_signal is None
    assert answer.silent_candles == count > 0
