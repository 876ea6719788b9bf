"""The documents of a petition: kinds, templates, drafts, numbers, printing and service."""
