"""Who petitioned: identities under a key each, in a database of their own."""
