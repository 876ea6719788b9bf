"""Registering, importing, receipts, attachments, categories, search."""
