"""Verdicts: each filter measures a record, then decides."""
