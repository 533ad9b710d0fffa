"""Feeds to clean closed candles."""
