"""Shows what was recorded, as it was known at a moment and nothing later, and writes nothing."""
