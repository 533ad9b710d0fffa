"""From a probability to an intent."""
