"""The vocabulary: symbols, timeframes, candles, forecasts, orders, events, errors, clocks."""
