"""Orders, fills, positions, ledger."""
