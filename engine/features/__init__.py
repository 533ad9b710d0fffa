"""Candles to numbers."""
