"""Builds instruction datasets for languages that have too few, Estonian first."""

__version__ = "0.1.0"
