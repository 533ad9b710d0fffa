"""The areas of the console, one module each."""
