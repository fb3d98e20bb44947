"""Bitexts as tasks: sentences and documents to translate, translations to check for what they leave out or add."""
