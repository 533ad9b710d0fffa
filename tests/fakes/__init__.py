"""Local servers that speak like the real ones."""
