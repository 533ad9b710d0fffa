"""Texts, numbers, dates and folding."""
