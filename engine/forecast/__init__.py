"""Features to calibrated probabilities."""
