"""Charts as PNG. A picture takes plain values, words already chosen by the language of the moment, and a canvas."""
