"""What each command does. Handlers return facts; surfaces make them readable."""
