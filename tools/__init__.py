"""Small generators for pages and pictures."""
