"""Everything that thinks; knows neither terminal nor chat."""

__version__ = "0.1.0"
