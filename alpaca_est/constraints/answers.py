"""What kind of answer it has to be: in another language, or one of some options."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from alpaca_est.constraints.constraint import Chosen, Fixed, Room, Task, Verdict, verdict
from alpaca_est.constraints.edges import one_line
from alpaca_est.constraints.reading import bare, word_tokens
from alpaca_est.constraints.sentence_ends import sentences_of
from alpaca_est.constraints.words import quoted
from alpaca_est.languages import language
from alpaca_est.languages.identification import identify
from alpaca_est.text import excerpt

SURE = 0.6
TELLING = 5  # words of a sentence whose language can be told
YES_OR_NO = (("jah", "ei"), ("jah", "ei", "võib-olla"), ("jah", "ei", "ei tea"))
QUESTION = re.compile(r"Kas (?!.*\bvõi\b)[^?\n]*\?\Z")


def languages_of(text: str) -> Mapping[str, float]:
    """How probable each language is, among the neighbours of Estonian; nothing where a text says nothing."""
    spelled = text.lower() if text.isupper() else text
    return identify(spelled, "en", language("et").neighbours, "py3langid")


@dataclass(frozen=True)
class InEnglish(Fixed):
    """An answer in English."""

    name = "in_english"
    claims = frozenset({"language"})
    without = frozenset({"estonian"})
    traits = frozenset({"prose"})
    phrasings = (
        "{Vasta/Vastake} inglise keeles.",
        "Vastus peab olema tervenisti inglise keeles.",
        "{Kirjuta/Kirjutage} oma vastus inglise keeles, mitte eesti keeles.",
    )

    def judge(self, text: str) -> Verdict:
        """As a whole, and no sentence of five words and more in another language; code does not count."""
        read = bare(text)
        found = languages_of(read)
        probable = found.get("en", 0.0)
        if probable < max(found.values(), default=1.0):
            likelier = max(found, key=lambda code: found[code]) if found else "no language"
            return verdict(False, probable, f"is {likelier} rather than English ({probable:.2f})", "English")
        told = [one for one in sentences_of(read) if len(word_tokens(one)) >= TELLING]
        other = next((one for one in told if languages_of(one).get("en", 0.0) < 1 - SURE), "")
        return verdict(not other, probable, f"has „{excerpt(other, 40)}“, which is not English", "English alone")


@dataclass(frozen=True)
class OneOf(Chosen):
    """One of some answers and nothing else."""

    options: tuple[str, ...]

    name = "one_of"
    claims = frozenset({"start", "end", "case", "language"})
    without = frozenset({"prose"})
    choices = YES_OR_NO
    phrasings = (
        "{Vasta/Vastake} ainult ühega järgmistest: {quoted}.",
        "Vastus peab olema täpselt üks neist: {quoted}. Muud {ära kirjuta/ärge kirjutage}.",
        "{Vali/Valige} vastuseks kas {quoted} ja {ära põhjenda/ärge põhjendage} seda.",
    )

    @classmethod
    def fits(cls, task: Task) -> bool:
        """Questions that are answered with yes or no."""
        return bool(QUESTION.match(one_line(task.request)))

    def holes(self) -> Mapping[str, str]:
        """The options."""
        return {"quoted": quoted(self.options, "või")}

    @property
    def room(self) -> Room:
        """A word or two."""
        return Room(words=(1, max(len(option.split()) for option in self.options)))

    def judge(self, text: str) -> Verdict:
        """The option alone; its capital, a point after it and quotation marks around it do not matter."""
        said = one_line(text).strip("„“”\"'.* ").casefold()
        kept = said in {option.casefold() for option in self.options}
        return verdict(kept, float(kept), f"is „{excerpt(one_line(text), 40)}“", f"one of {', '.join(self.options)}")
