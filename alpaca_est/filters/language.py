"""Which language a record is in, field by field."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field, ValidationInfo, field_validator

from alpaca_est.filters.foreign_sentence import Foreign, foreign_sentence
from alpaca_est.filters.numbers import beside
from alpaca_est.languages import Language, language
from alpaca_est.languages.evidence import evidence, raised
from alpaca_est.languages.identification import Probabilities, identify, langdetect_factory, py3langid_identifier
from alpaca_est.languages.names import english_name
from alpaca_est.languages.other import framing, names_other
from alpaca_est.languages.prose import running_text
from alpaca_est.project import problem
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt

PLAIN_WORD = re.compile(r"(?<![\w'’.-])[^\W\d_]+(?!\w|\.\w)")
HALF = 300
SURE = 4.0  # powers of ten by which the dictionary's word is enough: eight known words, and none unknown
CLEAR = 0.9  # of the wanted language, from which no second look is taken; no setting, as scores are stored


class Verdict(NamedTuple):
    """What one field looks like: how probable the wanted language is, and the likeliest other one."""

    field: str
    target: float
    other: str
    rival: float
    names: bool = False


class LanguageFilter(Filter):
    """Rejects records that are in another language than wanted, and flags those that may be.

    Each field is judged alone, so an English answer to an Estonian instruction is found. Code, addresses and names
    do not count; a field with too few words has no verdict. Fields that are short or doubtful are judged together.
    An instruction that names another language ("Tõlgi soome keelde") may have an output in it, and hold a text in it
    after a colon, on another line or in quotation marks; one that is mostly names is at most flagged. A record is
    rejected only where another language is more than likely; otherwise people decide. Words that the wanted language's
    dictionary knows speak for it, so that short texts of known words are not doubted („165 minutit“).
    One sentence in another language, outside quotations and code, is found by judging each sentence alone: four words
    and more, another language probable over 0.9, over 0.34 of the words unknown to the wanted language's dictionary.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"rival_above", "sentences", "sentence_above"})

    step: Literal["language"] = "language"
    fields: tuple[Literal["instruction", "input", "output"], ...] = Field(("instruction", "output"), min_length=1)
    """Which fields are judged."""
    min_words: int = Field(default=3, ge=1)
    """Fewest words, names left out, with which a field has a verdict."""
    backend: Literal["py3langid", "langdetect"] = "py3langid"
    """What identifies languages: py3langid is faster and better on short texts."""
    reject_below: float = Field(default=0.5, ge=0, le=1)
    """Rejected where the wanted language is less probable than this, and another one is likely."""
    rival_above: float = Field(default=0.7, ge=0, le=1)
    """How probable that other language has to be."""
    flag_below: float = Field(default=0.9, ge=0, le=1)
    """Flagged for people where the wanted language is less probable than this."""
    sentences: Literal["reject", "flag", "keep"] = "flag"
    """What happens to records with one sentence in another language, outside quotations and code."""
    sentence_above: float = Field(default=0.9, ge=0, le=1)
    """How probable another language has to be for that."""

    @field_validator("lang")
    @classmethod
    def _identifiable(cls, code: str) -> str:
        if code and not language(code).neighbours and code not in (known := py3langid_identifier(()).labels):
            raise problem(f"no identifier knows the language {code}, wanted one of {', '.join(sorted(known))}")
        return code

    @field_validator("backend")
    @classmethod
    def _knows(cls, backend: str, info: ValidationInfo) -> str:
        code = info.data.get("lang")
        if backend == "langdetect" and code:
            known = langdetect_factory(language(code).neighbours).get_lang_list()
            if code not in known:
                raise problem(f"langdetect does not know the language {code}, wanted py3langid")
        return backend

    def thresholds(self) -> Mapping[str, Sequence[float]]:
        """Those of the wanted language's probability, and that of the worst sentence."""
        return {"target": (self.reject_below, self.flag_below), "sentence": (self.sentence_above,)}

    def measure(self, record: Record) -> Mapping[str, float]:
        """Probability of the wanted language for each field with a verdict; `target`, `rival`, `sentence` decide."""
        verdicts = self._verdicts(record)
        if not verdicts:
            return {}
        decisive = self._decisive(record, verdicts)
        measures = {verdict.field: verdict.target for verdict in verdicts}
        _, foreign = self._foreign(record)
        sentence = foreign.probability if foreign else 0.0
        names = {"names": 1.0} if decisive.names else {}
        return {**measures, "target": decisive.target, "rival": decisive.rival, "sentence": sentence, **names}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject what is surely in another language, flag what may be."""
        target = scores.get("target", 1.0)
        if target < self.reject_below and scores["rival"] >= self.rival_above and "names" not in scores:
            return self.reject(record, self._reason(record, self.reject_below))
        if target < self.flag_below:
            return self.flag(record, self._reason(record, self.flag_below), score=target)
        if self.sentences != "keep" and scores.get("sentence", 0.0) > self.sentence_above:
            return self._mixed(record, scores["sentence"])
        return record

    def _mixed(self, record: Record, sentence: float) -> Outcome:
        field, foreign = self._foreign(record)
        assert foreign is not None, "a sentence was measured"
        words = excerpt(getattr(record, field)[foreign.start : foreign.end], 40)
        name, wanted = english_name(foreign.code), self._language(record).name
        reason = f"{field} has a sentence in {name} ({sentence:.2f}): „{words}“, {wanted} alone wanted"
        if self.sentences == "reject":
            return self.reject(record, reason)
        return self.flag(record, reason, score=sentence, span=(field, foreign.start, foreign.end))

    def _foreign(self, record: Record) -> tuple[str, Foreign | None]:
        """The sentence most surely in another language, unless the task names that language."""
        found: tuple[str, Foreign | None] = ("", None)
        wanted = self._language(record)
        for field in self.fields:
            foreign = foreign_sentence(getattr(record, field), wanted)
            if foreign and foreign.probability > getattr(found[1], "probability", 0):
                found = field, foreign
        return ("", None) if names_other(wanted, record) else found

    def _reason(self, record: Record, wanted: float) -> str:
        decisive = self._decisive(record, self._verdicts(record))
        measured = f"{beside(decisive.target, wanted, 2)} {self._language(record).name}"
        return f"{decisive.field} looks like {english_name(decisive.other)} ({measured}), at least {wanted:g} wanted"

    def _language(self, record: Record) -> Language:
        return language(self.lang or record.lang)

    def _decisive(self, record: Record, verdicts: Sequence[Verdict]) -> Verdict:
        """The worst verdict; where it is not clear, that on all fields together."""
        worst = min(verdicts, key=lambda verdict: verdict.target)
        if worst.rival >= self.rival_above or worst.target >= CLEAR:
            return worst
        together = "\n".join(running_text(getattr(record, field)) for field in self.fields)
        return self._verdict(record, "record", together) or worst

    def _verdicts(self, record: Record) -> list[Verdict]:
        """The verdicts on all fields that are long enough, or one on all of them together."""
        texts = {field: running_text(getattr(record, field)) for field in self.fields}
        judged: Mapping[str, str] = {field: text for field, text in texts.items() if self._counts(text)}
        if not judged and self._counts(together := "\n".join(texts.values())):
            judged = {"record": together}
        found = [verdict for field, text in judged.items() if (verdict := self._verdict(record, field, text))]
        if "instruction" in self.fields and "instruction" not in judged and "record" not in judged:
            found += self._of_names(record, texts["instruction"])
        return found

    def _of_names(self, record: Record, text: str) -> list[Verdict]:
        """The verdict on an instruction that is hardly more than names; it can only make people look."""
        if len(PLAIN_WORD.findall(text)) < self.min_words:
            return []
        verdict = self._verdict(record, "instruction", text)
        return [verdict._replace(names=True)] if verdict else []

    def _counts(self, text: str) -> bool:
        """Whether a text has words enough that are no names; where all is in capitals, every word counts."""
        count = 0
        capitals = text.isupper()
        for word in PLAIN_WORD.finditer(text):
            count += capitals or word[0][0].islower()
            if count == self.min_words:
                return True
        return False

    def _verdict(self, record: Record, field: str, text: str) -> Verdict | None:
        """What a field looks like; an instruction that names another language by its better part, as it may hold it."""
        found = self._seen(record, field, text)
        about = framing(self._language(record), text) if found and field == "instruction" else ""
        better = self._seen(record, field, about) if about and about != text else None
        return better if found and better and better.target > found.target else found

    def _seen(self, record: Record, field: str, text: str) -> Verdict | None:
        wanted, text = self._language(record), shortened(text)
        powers = evidence(text, wanted)
        if powers >= SURE:
            return Verdict(field, 1.0, "", 0.0)
        found = identify(text, wanted.code, wanted.neighbours, self.backend)
        other = likeliest_other(found, wanted.code)
        if not other or (field != "instruction" and speaks_of(wanted, other, record)):
            return None
        target = found.get(wanted.code, 0.0)
        if powers <= 0:
            return Verdict(field, target, other, found[other])
        after = raised(target, powers)
        return Verdict(field, after, other, found[other] * (1 - after) / (1 - target) if target < 1 else 0.0)


def shortened(text: str) -> str:
    """A long text's beginning and end, which say as much about its language as all of it."""
    text = text.strip()
    return text if len(text) <= 2 * HALF else f"{text[:HALF]} {text[-HALF:]}"


def likeliest_other(found: Probabilities, code: str) -> str:
    """The most probable language besides the wanted one, or nothing where nothing was recognised."""
    return max((other for other in found if other != code), key=lambda other: found[other], default="")


def speaks_of(wanted: Language, other: str, record: Record) -> bool:
    """Whether the task names another language, so that an answer in it may be right."""
    pattern = wanted.language_names.get(other)
    return pattern is not None and pattern.search(record.instruction) is not None
