"""Long work in its own process."""
