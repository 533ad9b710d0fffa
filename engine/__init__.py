"""Everything that thinks; knows neither terminal nor chat."""
