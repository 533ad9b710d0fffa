"""Snapshots and answers as lines of text: pure functions that widgets draw."""
