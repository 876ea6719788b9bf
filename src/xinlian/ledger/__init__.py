"""The ledger of facts: append, fold into rows, verify, export. It only grows."""
