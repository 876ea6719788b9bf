"""The regulation as data and pure functions: no Django, no I/O, no current time."""
