"""Figures and the records behind them, read from the ledger's Parquet alone."""
