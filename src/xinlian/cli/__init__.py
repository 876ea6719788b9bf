"""The command line: one verb a function, thin over commands and queries."""
