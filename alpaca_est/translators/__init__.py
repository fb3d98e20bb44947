"""The same record in another language."""
