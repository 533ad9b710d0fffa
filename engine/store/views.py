"""Views for other programs. See DESIGN: "Tables"."""

from __future__ import annotations

VIEW_NAME = "ml_historical_candles"

# A row a candle and forecast made on it (a candle without forecast has one row). WIN and LOSS are after costs; a pip
# is one basis point of the entry price; loss_pips is positive. NUMERIC, so that ROUND(AVG(...), 2) runs on both.
# Labelled means that the outcome of a trade is known, so that a win rate over labelled rows counts trades alone.
ML_HISTORICAL_CANDLES = """
CREATE VIEW ml_historical_candles AS
SELECT
    c.symbol AS symbol,
    CASE c.timeframe
        WHEN '1m' THEN 'M1' WHEN '3m' THEN 'M3' WHEN '5m' THEN 'M5' WHEN '15m' THEN 'M15' WHEN '30m' THEN 'M30'
        WHEN '1h' THEN 'H1' WHEN '2h' THEN 'H2' WHEN '4h' THEN 'H4' WHEN '6h' THEN 'H6' WHEN '12h' THEN 'H12'
        WHEN '1d' THEN 'D1' ELSE c.timeframe
    END AS granularity,
    c.timestamp AS timestamp,
    c.open AS open,
    c.high AS high,
    c.low AS low,
    c.close AS close,
    c.volume AS volume,
    COALESCE(p.actual_direction, e.label) AS label,
    CAST(p.confidence AS NUMERIC) AS label_confidence,
    CAST(p.weight AS NUMERIC) AS signal_weight,
    p.recommendation AS signal_recommendation,
    CAST(p.multiplier AS NUMERIC) AS position_multiplier,
    CASE WHEN t.id IS NULL THEN NULL WHEN t.pnl > 0 THEN 'WIN' ELSE 'LOSS' END AS trade_outcome,
    CASE WHEN t.pnl > 0 THEN CAST(t.pnl / NULLIF(t.entry_price * t.amount, 0) * 10000 AS NUMERIC) END AS win_pips,
    CASE WHEN t.pnl <= 0 THEN CAST(-t.pnl / NULLIF(t.entry_price * t.amount, 0) * 10000 AS NUMERIC) END AS loss_pips,
    t.id IS NOT NULL AS is_labeled,
    COALESCE(e.dataset_type, 'production') AS dataset_type,
    c.source AS source,
    p.mode AS mode,
    COALESCE(p.horizon, e.horizon) AS horizon,
    p.id AS prediction_id
FROM candle_cache c
LEFT JOIN direction_predictions p
    ON p.source = c.source AND p.symbol = c.symbol AND p.timeframe = c.timeframe AND p.timestamp = c.timestamp
LEFT JOIN training_examples e
    ON e.source = c.source AND e.symbol = c.symbol AND e.timeframe = c.timeframe AND e.timestamp = c.timestamp
    AND (p.id IS NULL OR e.horizon = p.horizon)
LEFT JOIN decisions d ON d.prediction_id = p.id
LEFT JOIN trades t ON t.decision_id = d.id
"""

VIEWS = (ML_HISTORICAL_CANDLES,)
