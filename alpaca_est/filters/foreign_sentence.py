"""The sentence of another language in a text that is otherwise in its own: what judging whole fields cannot see."""

from typing import NamedTuple

from alpaca_est.languages import Language
from alpaca_est.languages.countable import LETTERS, verdicts
from alpaca_est.languages.identification import identify
from alpaca_est.languages.other import QUOTED
from alpaca_est.languages.prose import running_text
from alpaca_est.languages.sentences import sentences

WORDS = 4  # fewest words of a sentence that is judged
UNKNOWN_WORDS = 2  # fewest unknown words of a sentence that is foreign, which follows from the share
UNKNOWN = 0.34  # share of words its own language does not know, over which a sentence is foreign


class Foreign(NamedTuple):
    """A sentence, where it stands in its field, its likeliest language and how probable that is."""

    start: int
    end: int
    code: str
    probability: float


def foreign_sentence(text: str, own: Language) -> Foreign | None:
    """The sentence that is most surely in another language, or None; code and quotations are left out.

    At least four words, and too many of them unknown to the text's own language, before it is identified at all.
    """
    worst: Foreign | None = None
    if "```" not in text and running_text(text) == text:
        bare = QUOTED.sub(lambda found: " " * len(found[0]), text)
    else:
        bare = _blanked(text)
    if _familiar(bare, own):
        return None
    for sentence in sentences(bare, own.code):
        if len(LETTERS.findall(sentence.text)) < WORDS or not _strange(sentence.text, own):
            continue
        found = identify(sentence.text, own.code, own.neighbours, "py3langid")
        code = max(found, key=lambda one: found[one], default=own.code)
        if code != own.code and (worst is None or found[code] > worst.probability):
            worst = Foreign(sentence.start, sentence.end, code, found[code])
    return worst


def _blanked(text: str) -> str:
    """The text with everything but running prose blanked out line by line, so that places stay."""
    kept = set(running_text(text).splitlines())
    lines = [line if line in kept else " " * len(line) for line in text.split("\n")]
    return QUOTED.sub(lambda found: " " * len(found[0]), "\n".join(lines))


def _familiar(text: str, own: Language) -> bool:
    """Whether the dictionary knows so many words of a whole text that no sentence of it can be strange."""
    vocabulary = own.vocabulary()
    return vocabulary is not None and verdicts(text.strip(), vocabulary).count(False) < UNKNOWN_WORDS


def _strange(sentence: str, own: Language) -> bool:
    """Whether the language's own dictionary does not know too many of the words; without one, always."""
    vocabulary = own.vocabulary()
    if vocabulary is None:
        return True
    counted = verdicts(sentence, vocabulary)
    if len(counted) < WORDS - 1:
        return False
    return counted.count(False) / len(counted) > UNKNOWN
