"""Translation engines that know nothing of tasks: they get lines without structure, and words for what is masked."""

import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import NamedTuple

from alpaca_est.ask import Ask, Reply
from alpaca_est.text import excerpt, unwanted_character
from alpaca_est.translators.masks import WORDS, lost_tokens, mask, says_something, tokens
from alpaca_est.translators.segments import Piece, by_sentence, joined, lines

Talk = Generator[list[Ask], list[Reply], dict[str, str]]
"""Questions go out, their replies come in, translated texts by name come back at the end."""

LABEL_WORDS = 4
LABEL_LENGTH = 40
UNTRANSLATED = 60  # characters from which a text that comes back as it was counts as untranslated


class Unusable(ValueError):
    """A reply that is no translation, and why."""


class Route(NamedTuple):
    """Which model translates, and from which language into which."""

    model: str
    source: str
    target: str


class Plan(NamedTuple):
    """The fields of a record as they are sent: pieces with tokens, what tokens stand for, which one is the label."""

    pieces: dict[str, list[Piece]]
    protected: list[str]
    label: int | None = None

    def sent(self) -> list[str]:
        """Every text that has to be translated, once."""
        texts = [piece.text for pieces in self.pieces.values() for piece in pieces if piece.sent]
        return list(dict.fromkeys([*texts, *([] if self.label is None else [self.protected[self.label]])]))

    def cut(self, texts: Sequence[str], code: str) -> "Plan":
        """The same with these pieces cut into sentences."""
        pieces = {
            name: [
                part for one in found for part in (by_sentence(one.text, code, WORDS) if one.text in texts else [one])
            ]
            for name, found in self.pieces.items()
        }
        return self._replace(pieces=pieces)


def plan(texts: Mapping[str, str], keep: Sequence[str], *, numbers: bool) -> Plan:
    """Texts masked, tokens numbered through all of them, and cut into lines; a label becomes one token everywhere."""
    pieces: dict[str, list[Piece]] = {}
    protected: list[str] = []
    for name, text in texts.items():
        masked = mask(text, len(protected), style=WORDS, keep=keep, numbers=numbers)
        protected += masked.protected
        pieces[name] = list(lines(masked.text, WORDS))
    label = label_of(texts)
    if label is None:
        return Plan(pieces, protected)
    token, named = WORDS.token(len(protected)), options_with(label)
    for name, found in pieces.items():
        replaced = (named.sub(token, one.text) for one in found)
        pieces[name] = [Piece(text, says_something(text, WORDS)) for text in replaced]
    return Plan(pieces, [*protected, label], len(protected))


def label_of(texts: Mapping[str, str]) -> str | None:
    """The output, where it is one of the options that instruction or input name."""
    label = texts.get("output", "").strip().rstrip(".")
    if not label or "\n" in label or len(label) > LABEL_LENGTH or len(label.split()) > LABEL_WORDS:
        return None
    if not says_something(label, WORDS):
        return None
    asked = f"{texts.get('instruction', '')}\n{texts.get('input', '')}"
    return label if options_with(label).search(asked) else None


def sharing_label(texts: Mapping[str, str]) -> set[str]:
    """The names of the texts that hold the label; none where there is none."""
    label = label_of(texts)
    return set() if label is None else {name for name, text in texts.items() if options_with(label).search(text)}


def options_with(label: str) -> re.Pattern[str]:
    """Where a label is named as one of several options, in quotation marks, or stands alone."""
    word = re.escape(label)
    return re.compile(
        rf"(?<=[\"'“„«]){word}(?=[\"'”“»])|(?<=[:,/(] ){word}(?=[,/).?]| or |$)|(?<=[/(]){word}(?=[/),])"
        rf"|(?<= or ){word}(?=[).?,]|$)|^{word}(?=\.?$|,| or |/)",
        re.IGNORECASE | re.MULTILINE,
    )


def by_engine(texts: Mapping[str, str], route: Route, *, keep: Sequence[str], numbers: bool, sentences: bool) -> Talk:
    """Translations by one engine, line by line or sentence by sentence; a line that lost tokens goes again cut up.

    Raises `Unusable` with what the engine did where that did not help either.
    """
    planned = plan(texts, keep, numbers=numbers)
    if sentences:
        planned = planned.cut(planned.sent(), route.source)
    known: dict[str, Reply] = {}
    yield from _asked(planned.sent(), route, known)
    damaged = [text for text in planned.sent() if _problem(text, known[text])]
    if damaged and not sentences:
        planned = planned.cut(damaged, route.source)
        yield from _asked(planned.sent(), route, known)
    for text in planned.sent():
        if problem := _problem(text, known[text]):
            raise Unusable(f"the translation of „{excerpt(text, 40)}“ {problem}")
    return checked(texts, _together(planned, {text: reply.text for text, reply in known.items()}))


def checked(texts: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """Translated texts as they are; `Unusable` where one is empty, unreadable, or the long original itself."""
    for name, text in found.items():
        if not text.strip():
            raise Unusable(f"the translated {name} is empty")
        if unwanted := unwanted_character(text):
            raise Unusable(f"the translated {name} has {unwanted}")
        if text == texts[name] and len(text) > UNTRANSLATED:
            raise Unusable(f"the {name} came back untranslated")
    return dict(found)


def _asked(texts: Iterable[str], route: Route, known: dict[str, Reply]) -> Generator[list[Ask], list[Reply], None]:
    """Ask for the texts that are not known yet."""
    asked = [text for text in texts if text not in known]
    if asked:
        model, source, target = route
        replies = yield [Ask(user=text, source=source, target=target, model=model) for text in asked]
        known.update(zip(asked, replies, strict=True))


def _problem(text: str, reply: Reply) -> str:
    """What is wrong with the translation of a piece; "" where nothing is."""
    if reply.refused:
        return f"was refused: {reply.reason}"
    if not reply.text.strip():
        return "is empty"
    return lost_tokens(reply.text, tokens(text, WORDS), WORDS)


def _together(planned: Plan, known: Mapping[str, str]) -> dict[str, str]:
    """The translated fields, tokens replaced; the label in its translation."""
    protected = list(planned.protected)
    if planned.label is not None:
        protected[planned.label] = known[protected[planned.label]].strip().rstrip(".")
    texts = {
        name: joined(pieces, {one.text: _spaced(one.text, known[one.text]) for one in pieces if one.sent})
        for name, pieces in planned.pieces.items()
    }
    return {name: WORDS.found.sub(lambda one: protected[int(one[1])], text) for name, text in texts.items()}


def _spaced(text: str, translation: str) -> str:
    """A translation with the spaces around it that its text has, and on one line like it."""
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    return start + " ".join(translation.split("\n")).strip() + end
