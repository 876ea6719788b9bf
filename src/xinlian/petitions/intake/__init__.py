"""Reading registers: a file goes in, drafts and row errors come out. No database here."""
