"""How the console looks: themes, and the tones that drawing uses."""
