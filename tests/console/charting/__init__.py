"""Candles drawn with characters."""
