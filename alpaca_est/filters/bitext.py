"""Pairs of sentences that are no translations of each other, by the measures of OpusFilter."""

import math
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field, ValidationInfo, field_validator
from rapidfuzz.distance import Levenshtein

from alpaca_est.filters.numbers import beside
from alpaca_est.languages import language
from alpaca_est.languages.identification import identify, py3langid_identifier
from alpaca_est.languages.names import english_name
from alpaca_est.project import problem
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter

TERMINAL = re.compile("[.?!…]")
DIGIT = re.compile("[1-9]")
LATIN = re.compile("[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]")
REPEATED = re.compile(r"(\S.{2,99}?)(?:[ ]*\1)+")
READ = 2000  # characters of a side that are looked at, whatever is longer is rejected for it


class Rule(NamedTuple):
    """One bound on one measure, and what a reason calls it."""

    measure: str
    side: Literal["min", "max"]
    setting: str
    saying: str
    digits: int = 0


RULES = (
    Rule("characters_shortest", "min", "min_characters", "the shorter side has {} characters"),
    Rule("characters_longest", "max", "max_characters", "the longer side has {} characters"),
    Rule("words_fewest", "min", "min_words", "the side of fewer words has {}"),
    Rule("words_most", "max", "max_words", "the side of more words has {}"),
    Rule("ratio", "max", "reject_ratio_above", "one side has {} times the words of the other", 1),
    Rule("longest_word", "max", "max_word", "the longest word has {} characters"),
    Rule("script", "min", "reject_script_below", "{} of the letters are Latin", 2),
    Rule("terminal", "min", "reject_terminal_below", "ends of sentences score {}", 2),
    Rule("numerals", "min", "reject_numerals_below", "the digits are alike by {}", 2),
    Rule("similarity", "max", "reject_similarity_above", "the sides are alike by {}", 2),
    Rule("repeats", "max", "max_repeats", "a stretch of text comes {} times in a row"),
    Rule("source_lang", "min", "reject_language_below", "the source side looks like {other} ({} {wanted})", 2),
    Rule("target_lang", "min", "reject_language_below", "the target side looks like {other} ({} {wanted})", 2),
)


class BitextFilter(Filter):
    """Rejects pairs of a bitext that are not each other's translation: misaligned, copied, cut, in another language.

    The source side is the input, the target side the output; a pair that is blank on both sides separates documents and
    stays. Measures and defaults are those of OpusFilter (Aulamo et al., ACL 2020 demos; version 3.3.1) as the Llammas
    paper (arXiv 2404.04042) used them: LengthFilter, LengthRatioFilter, LongWordFilter, CharacterScoreFilter,
    TerminalPunctuationFilter, NonZeroNumeralsFilter, SimilarityFilter, RepetitionFilter, and languages by py3langid.
    `null` removes a bound. Measured on 1,500 human pairs (XCOPA, short sentences): 0.7 % rejected, nearly all for their
    length; a side in another language is found in 96 % and more, a copied, cut, repeated or renumbered one in 99 %;
    another fluent sentence of the right language is not seen (`python -m benchmarks.bitext --data DIR`).
    """

    deciding: ClassVar[frozenset[str]] = frozenset(rule.setting for rule in RULES) | {"rival_above"}

    step: Literal["bitext"] = "bitext"
    source_lang: str = Field(default="en", pattern=r"^[a-z]{2,3}$")
    """Language of the source side; that of the target side is `lang`."""
    min_characters: int | None = Field(default=10, ge=0)
    """Fewest characters of each side."""
    max_characters: int | None = Field(default=1000, ge=1, le=READ)
    """Most characters of each side."""
    min_words: int | None = Field(default=2, ge=0)
    """Fewest words of each side, divided by spaces."""
    max_words: int | None = Field(default=100, ge=1)
    """Most words of each side."""
    reject_ratio_above: float | None = Field(default=3, ge=1)
    """Rejected where one side has more than so many times the words of the other."""
    max_word: int | None = Field(default=40, ge=1)
    """Longest word in characters."""
    reject_script_below: float | None = Field(default=1, ge=0, le=1)
    """Rejected under this share of Latin letters among all letters of a side."""
    reject_language_below: float | None = Field(default=0.5, ge=0, le=1)
    """Rejected where a side's language is less probable than this, and another one is likely."""
    rival_above: float = Field(default=0.9, ge=0, le=1)
    """How probable that other language has to be."""
    reject_terminal_below: float | None = Field(default=-2, le=0)
    """Rejected under this score: -ln(1 + |s - t| + (s - 1) + (t - 1)) for s and t ends of sentences on both sides."""
    reject_numerals_below: float | None = Field(default=0.5, ge=0, le=1)
    """Rejected where the digits 1 to 9 of both sides, in their order, are less alike."""
    reject_similarity_above: float | None = Field(default=0.9, ge=0, le=1)
    """Rejected where both sides are more alike by edit distance: copied instead of translated."""
    max_repeats: int | None = Field(default=2, ge=1)
    """How often a stretch of 3 to 100 characters may come in a row."""

    @field_validator("source_lang", "lang")
    @classmethod
    def _identifiable(cls, code: str, info: ValidationInfo) -> str:  # noqa: ARG003
        if code and code not in (known := py3langid_identifier(()).labels):
            raise problem(f"no identifier knows the language {code}, wanted one of {', '.join(sorted(known))}")
        return code

    def thresholds(self) -> Mapping[str, Sequence[float]]:
        """Every bound that is set, of its measure."""
        return {rule.measure: [bound] for rule in RULES if (bound := getattr(self, rule.setting)) is not None}

    def measure(self, record: Record) -> Mapping[str, float]:
        """All measures of a pair; none where both sides are blank."""
        source, target = record.input.strip(), record.output.strip()
        if not source and not target:
            return {}
        measures = {**_lengths(source, target), **_likeness(source[:READ], target[:READ])}
        for name, text, code in (
            ("source", source, self.source_lang),
            ("target", target, self.lang or record.lang),
        ):
            if (found := self._language(text[:READ], code)) is not None:
                measures[f"{name}_lang"], measures[f"{name}_rival"] = found[0], found[2]
        return measures

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject at the first bound that is missed."""
        for rule in RULES:
            bound, value = getattr(self, rule.setting), scores.get(rule.measure)
            if bound is None or value is None:
                continue
            if not (value < bound if rule.side == "min" else value > bound):
                continue
            if rule.measure.endswith("_lang") and scores[rule.measure.replace("_lang", "_rival")] < self.rival_above:
                continue
            wanted = "at least" if rule.side == "min" else "at most"
            return self.reject(record, f"{self._said(record, rule, value, bound)}, {wanted} {bound:g} wanted")
        return record

    def _said(self, record: Record, rule: Rule, value: float, bound: float) -> str:
        number = beside(value, bound, rule.digits)
        if not rule.measure.endswith("_lang"):
            return rule.saying.format(number)
        source = rule.measure == "source_lang"
        code = self.source_lang if source else (self.lang or record.lang)
        found = self._language((record.input if source else record.output).strip()[:READ], code)
        assert found is not None, "it was measured"
        return rule.saying.format(number, other=english_name(found[1]), wanted=english_name(code))

    def _language(self, text: str, code: str) -> tuple[float, str, float] | None:
        """How probable a language is, the likeliest other one, and how probable that is."""
        if code not in py3langid_identifier(()).labels:
            return None
        found = identify(text, code, _candidates(self.source_lang, code), "py3langid")
        if not found:
            return None
        other = max((one for one in found if one != code), key=lambda one: found[one])
        return found[code], other, found[other]


@cache
def _candidates(source: str, code: str) -> tuple[str, ...]:
    """The languages to choose from: neighbours of the one that is wanted, and the source side's."""
    near = language(code).neighbours
    known = py3langid_identifier(()).labels
    return tuple(one for one in dict.fromkeys((*near, source, code)) if one in known) if near else ()


def _lengths(source: str, target: str) -> Mapping[str, float]:
    sides = (source, target)
    counts = [len(side.split()) for side in sides]
    return {
        "characters_shortest": float(min(map(len, sides))),
        "characters_longest": float(max(map(len, sides))),
        "words_fewest": float(min(counts)),
        "words_most": float(max(counts)),
        "ratio": max(counts) / max(min(counts), 1),
        "longest_word": float(max(len(word) for side in sides for word in (side.split() or [""]))),
        "script": min(_latin(side[:READ]) for side in sides),
    }


def _latin(text: str) -> float:
    """The share of Latin letters among all letters; 1 where there are none."""
    letters = sum(map(str.isalpha, text))
    return min(len(LATIN.findall(text)) / letters, 1.0) if letters else 1.0


def _likeness(source: str, target: str) -> Mapping[str, float]:
    ends = [len(TERMINAL.findall(side)) for side in (source, target)]
    penalty = abs(ends[0] - ends[1]) + sum(max(count - 1, 0) for count in ends)
    digits = [DIGIT.findall(side) for side in (source, target)]
    return {
        "terminal": 0.0 - math.log(penalty + 1),
        "numerals": SequenceMatcher(None, digits[0], digits[1], autojunk=False).ratio(),
        "similarity": Levenshtein.normalized_similarity(source.casefold(), target.casefold()),
        "repeats": float(max(_repeats(source), _repeats(target))),
    }


def _repeats(text: str) -> int:
    """How often the stretch that is repeated most comes in a row."""
    found = (match for match in REPEATED.finditer(text) if any(map(str.isalpha, match[1])))
    return max((match[0].count(match[1]) for match in found), default=1)
