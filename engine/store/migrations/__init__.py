"""How older databases become current ones. Written by hand; never changed once released."""
