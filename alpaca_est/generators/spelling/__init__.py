"""Tasks about the letters of words: mistakes, marks, syllables, order, counts."""
