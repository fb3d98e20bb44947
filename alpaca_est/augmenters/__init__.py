"""Variants of a record: other mixtures of languages, other ways to the same answer."""
