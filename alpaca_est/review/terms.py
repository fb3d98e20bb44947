"""Whether a term stands in a text in any form of its words: „närvivõrk“ also where the text has „närvivõrkudest“."""

import re

from alpaca_est.languages import language
from alpaca_est.text import words

SIGNS = re.compile(r"[^\w\s'’‑-]")


class Terms:
    """The words of one text, to be asked for terms."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text.casefold()
        self.words = words(text)
        self.vocabulary = language(lang).vocabulary() if lang else None

    def have(self, term: str) -> bool:
        """Whether the term's words follow one another here; a term with signs (C++) stands as it is or not at all."""
        asked = words(term)
        if not asked or SIGNS.search(term):
            return term.casefold() in self.text
        places = range(len(self.words) - len(asked) + 1)
        return any(all(self._same(word, self.words[place + n]) for n, word in enumerate(asked)) for place in places)

    def _same(self, word: str, other: str) -> bool:
        """Whether they are forms of one word; of words that no dictionary knows, the beginning decides."""
        if word == other:
            return True
        ours = self.vocabulary.lemmas(word) if self.vocabulary else frozenset()
        return bool(ours & self.vocabulary.lemmas(other)) if self.vocabulary and ours else other.startswith(word)
