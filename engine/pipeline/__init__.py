"""One closed candle's way through the house, and the scoring of what was forecast before."""

from engine.pipeline.pipeline import Pipeline

__all__ = ["Pipeline"]
