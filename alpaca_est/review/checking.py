"""Help while somebody edits: what the run's own filters say of the new text, unknown words, terms of the glossary."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from alpaca_est.errors import AlpacaEstError
from alpaca_est.languages import language, vabamorf
from alpaca_est.languages.countable import countable
from alpaca_est.record import FIELDS, Flag, Record, Rejected, source_of
from alpaca_est.review.actions import unpublishable
from alpaca_est.review.sayings import estonian
from alpaca_est.review.terms import Terms
from alpaca_est.runs.folder import RunFolder
from alpaca_est.step import Filter, PromptStep, Step

SUGGESTED = 4
WORDS = 20  # unknown ones of a field that are shown


class Doubt(msgspec.Struct, frozen=True):
    """What a filter would still say."""

    step: str
    verdict: str
    reason: str
    estonian: str
    span: tuple[str, int, int] | None = None


class Unknown(msgspec.Struct, frozen=True):
    """A word no dictionary knows, and spellings that one proposes."""

    field: str
    word: str
    suggestions: tuple[str, ...]


class Term(msgspec.Struct, frozen=True):
    """A term of the glossary that the source text has; `there` says whether its translation stands in the text."""

    term: str
    translation: str
    there: bool


class Help(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known of an edit before it is saved; `checked` says whether the run's filters could look."""

    checked: bool
    broken: list[str]
    doubts: list[Doubt]
    unknown: list[Unknown]
    terms: list[Term]


class Checker:
    """The filters of a run, applied to single records."""

    def __init__(self, folder: RunFolder) -> None:
        self.chains: dict[str, tuple[Step, ...]] = {}
        try:
            pipeline = folder.loaded().pipeline
        except AlpacaEstError:
            return  # the page says so when it starts
        self.chains = {source.name: pipeline.chain(source) for source in pipeline.sources}

    def help(self, record: Record, edit: Mapping[str, str]) -> Help:
        """What to tell about an edit of a record."""
        edited = msgspec.structs.replace(record, flags=(), scores={}, **edit)
        chain = self.chains.get(source_of(record.id), ())
        return Help(
            checked=source_of(record.id) in self.chains,
            broken=unpublishable(record, edit) if edit else [],
            doubts=list(_doubts(chain, edited)),
            unknown=list(_unknown(edited)),
            terms=list(_terms(chain, edited)),
        )


def _doubts(chain: Sequence[Step], record: Record) -> Iterator[Doubt]:
    """What each filter says that stands behind the last step that asks a model; each judges alone."""
    asking = [number for number, step in enumerate(chain) if isinstance(step, PromptStep)]
    for step in chain[asking[-1] + 1 if asking else 0 :]:
        if not isinstance(step, Filter):
            continue
        for outcome in step.run([record]):
            if isinstance(outcome, Rejected):
                yield Doubt(step.key, "rejected", outcome.reason, estonian(outcome.reason))
            elif isinstance(outcome, Record):
                yield from (_flagged(step, flag) for flag in outcome.flags)


def _flagged(step: Step, flag: Flag) -> Doubt:
    return Doubt(step.key, "flagged", flag.reason, estonian(flag.reason), flag.span)


def _unknown(record: Record) -> Iterator[Unknown]:
    """Words that the dictionary of the record's language does not know; suggestions are Vabamorf's."""
    vocabulary = language(record.lang).vocabulary()
    if vocabulary is None:
        return
    suggests = vocabulary.name == "vabamorf"
    for field in FIELDS:
        found = dict.fromkeys(one.word for one in countable(getattr(record, field), vocabulary) if not one.known)
        for word in list(found)[:WORDS]:
            yield Unknown(field, word, vabamorf.suggestions(word)[:SUGGESTED] if suggests else ())


def _terms(chain: Sequence[Step], record: Record) -> Iterator[Term]:
    """Terms of the chain's glossaries that stand in the source text, in any form of their words."""
    if record.original is None:
        return
    source = Terms(" ".join(getattr(record.original, field) for field in FIELDS), record.original.lang)
    text = Terms(" ".join(getattr(record, field) for field in FIELDS), record.lang)
    for step in chain:
        glossary: Mapping[str, str] = getattr(step, "glossary", {})
        for term, translation in glossary.items():
            if source.have(term):
                yield Term(term, translation, text.have(translation))
