"""The in-process bus and its port."""
