"""What opens over the areas."""
