"""Reads the Estonian of fragments back into formulas, clause by clause, without what the generator knows of them."""

import re
from collections.abc import Sequence

from alpaca_est.generators.fragments.kinds import FAMILIES
from alpaca_est.generators.fragments.models import All, AtLeast, Atom, Either, Formula, Not
from alpaca_est.generators.fragments.people import PEOPLE
from alpaca_est.generators.fragments.relations import NUMBERS, RELATIONS, Relation

NAMES = {one.name for one in PEOPLE}
ELATIVES = {one.elative: one.name for one in PEOPLE}
COUNTED = re.compile(r"(vähemalt|rohkem kui|vähem kui|kõige rohkem|täpselt) (\w+) ")
LISTED = re.compile(r", | ja | või | ega ")
UNNAMED = tuple(f"…{number}" for number in range(4))


def number(word: str) -> int:
    """„kolmes“ is 3, in any case."""
    return next(forms.split().index(word) + 1 for forms in NUMBERS.values() if word in forms.split())


def pattern(notation: str) -> re.Pattern[str]:
    """„{who} on käinud {what}“ with who and what as groups."""
    return re.compile("^" + notation.replace("{who}", "(?P<who>.+?)").replace("{what}", "(?P<what>.+)") + "$")


class Reader:
    """Reads about the people and things of one task; each text may speak of more things than it names."""

    def __init__(self, text: str) -> None:
        self.relation = next(
            one
            for one in RELATIONS
            if pattern(one.affirmed).search(text)
            or pattern(one.denied).search(text)
            or pattern(one.many).search(text)
            or pattern(one.turned).search(text)
        )
        words = set(re.findall(r"\w+", text))
        self.things = [one.name for one in self.relation.things if {one.affirmed, one.denied, one.name} & words]
        self.unnamed = UNNAMED if COUNTED.search(text) else UNNAMED[:1]
        self.people = [name for name in re.findall(r"\w+", text) if name in NAMES]

    def fact(self, person: str, thing: str) -> Formula:
        """One person, one thing."""
        return Atom((person, thing))

    def clause(self, text: str) -> Formula:
        """An affirmative or a negative clause, in either order of words."""
        text = text[0].lower() + text[1:] if re.findall(r"\w+", text)[0] not in NAMES and text[:2] != "Ei" else text
        if found := re.match(r"^kui (.+), siis (.+)$", text):
            condition = re.split(r" ja (?=[A-ZÕÄÖÜ])", found[1])
            return Either((Not(All(tuple(map(self.clause, condition)))), self.clause(found[2])))
        if found := re.match(r"^(.+) siis ja ainult siis, kui (.+)$", text):
            one, two = self.clause(found[1]), self.clause(found[2])
            return Either((All((one, two)), All((Not(one), Not(two)))))
        relation = self.relation
        shapes = [(relation.neither.capitalize(), False), (relation.denied, False), (relation.turned_denied, False)]
        shapes += [(relation.affirmed, True), (relation.many, True), (relation.turned, True)]
        for notation, yes in shapes:
            if found := pattern(notation).match(text):
                return self.people_do(found["who"], found["what"], yes=yes)
        raise ValueError(text)

    def people_do(self, who: str, what: str, *, yes: bool) -> Formula:
        """What is said of some people, with the quantifier that stands before them."""
        members = dict.fromkeys([*self.people, "…"])
        if who.startswith(("iga ", "ükski ")):
            return All(tuple(self.does(one, what, yes=yes) for one in members))
        if found := re.match(r"^vähemalt üks kahest, (\w+) või (\w+),$", who):
            return Either(tuple(self.does(one, what, yes=yes) for one in found.groups()))
        if who.startswith("vähemalt üks "):
            return Either(tuple(self.does(one, what, yes=yes) for one in members))
        people = LISTED.split(who)
        assert set(people) <= NAMES, who
        return All(tuple(self.does(one, what, yes=yes) for one in people))

    def does(self, person: str, what: str, *, yes: bool) -> Formula:
        """What one person does with a thing, some things, or so many of them."""
        relation, every = self.relation, (*self.things, *UNNAMED[:1])
        everything = tuple(self.fact(person, thing) for thing in every)
        if what in (relation.every, relation.not_every):
            return All(everything) if yes else Not(All(everything))
        if what in (relation.some, relation.none):
            return Either(everything) if yes else Not(Either(everything))
        if (found := COUNTED.match(what + " ")) and yes:
            return self.count(person, found[1], number(found[2]))
        only, listed = what.startswith("ainult "), what.removeprefix("ainult ").removeprefix("ei ")
        things = self.named(listed, relation, yes=yes)
        facts = tuple(self.fact(person, thing) for thing in things)
        if not yes:
            return Not(Either(facts))
        joined: Formula = Either(facts) if " või " in listed else All(facts)
        others = [thing for thing in (*self.things, *self.unnamed) if thing not in things]
        return All((joined, *(Not(self.fact(person, thing)) for thing in others))) if only else joined

    def named(self, listed: str, relation: Relation, *, yes: bool) -> list[str]:
        """The names of listed things."""
        words = LISTED.split(listed.removesuffix(relation.tail[0] or "."))
        forms = {(one.affirmed if yes else one.denied): one.name for one in relation.things}
        return [forms[word] for word in words]

    def count(self, person: str, bound: str, limit: int) -> Formula:
        """At least, at most, exactly so many."""
        facts = tuple(self.fact(person, thing) for thing in (*self.things, *self.unnamed))
        low = {"vähemalt": limit, "rohkem kui": limit + 1, "täpselt": limit}.get(bound, 0)
        high = {"vähem kui": limit - 1, "kõige rohkem": limit, "täpselt": limit}.get(bound)
        return All((AtLeast(low, facts), *([] if high is None else [Not(AtLeast(high + 1, facts))])))

    def text(self, premise: str) -> Formula:
        """All sentences of a premise; who the members are and what is on the list is no claim."""
        clauses = [one for one in premise.removesuffix(".").split(". ") if " liikmed on " not in one]
        clauses = [part for one in clauses if not one.startswith("Nimekirjas") for part in self.parts(one)]
        return All(tuple(map(self.clause, clauses)))

    def parts(self, text: str) -> list[str]:
        """„Liisa on käinud Tartus ja Mart ei ole käinud Narvas“ in two."""
        verb = "|".join({one.split("{who} ")[1].split()[0] for one in (self.relation.affirmed, self.relation.denied)})
        starts = [found.start() for found in re.finditer(rf"(?<= )[A-ZÕÄÖÜ]\w+ (?={verb})", text)]
        whole = text.startswith(("Kui ", "Vähemalt", "Iga ", "Ükski ", "Ei ")) or "siis, kui" in text
        subjects = [
            one for one in starts if not re.search(r"^[^a-zõäöü]*[A-ZÕÄÖÜ]\w+(?:, \w+)* (?:ja|ega) $", text[:one])
        ]
        if whole or not subjects:
            return [text]
        return [
            re.sub(r"(,| ja) $", "", text[start:end])
            for start, end in zip([0, *subjects], [*subjects, None], strict=True)
        ]


def comparison(text: str) -> Formula:
    """„Liisa on Mardist pikem“ and the like, where the wider adjective decides who is above."""
    lower = {"lühem", "noorem", "aeglasem", "nõrgem", "kergem", "vaesem"}
    if found := re.match(r"^(\w+) on sama \w+ kui (\w+)$", text):
        return Not(Either((Atom(("above", found[1], found[2])), Atom(("above", found[2], found[1])))))
    if found := re.match(r"^(\w+) (on|ei ole) (\w+) kui (\w+)$", text):
        one, sign, word, two = found.groups()
    else:
        found = re.match(r"^(\w+) (on) (\w+) (\w+)$", text)
        assert found, text
        one, sign, elative, word = found.groups()
        two = ELATIVES[elative]
    above = Atom(("above", two, one) if word in lower else ("above", one, two))
    return above if sign == "on" else Not(above)


FORMS = {form: noun.one for family in FAMILIES for noun in family.nouns for form in noun}
LOOKS = {form: noun.one for family in FAMILIES for noun in family.adjectives for form in noun}
DOINGS = {form: one.one for family in FAMILIES for one in family.doings for form in one[:3]}
WIDER = {
    (narrow.one, wide.one)
    for family in FAMILIES
    for place, narrow in enumerate(family.nouns)
    for wide in family.nouns[place + 1 :]
}


def noun(words: list[str]) -> tuple[str, list[str]]:
    """The noun at the beginning, as „must koer“, and what is left."""
    if words[0] in LOOKS and words[1] in FORMS:
        return f"{LOOKS[words[0]]} {FORMS[words[1]]}", words[2:]
    return FORMS[words[0]], words[1:]


def doing(words: list[str]) -> str:
    """„magab diivanil“, in the singular."""
    words = words[1:] if words[0] == "ei" else words
    return " ".join([DOINGS[words[0]], *words[1:]])


def within(narrow: str, wide: str) -> bool:
    """Whether everything of one kind is of the other."""
    bare = narrow.split()[-1] if narrow.split()[0] in LOOKS.values() else narrow
    return narrow == wide or bare == wide or (bare, wide) in WIDER or narrow.startswith(f"{wide} ")


def background(kinds: Sequence[str], elements: Sequence[tuple[str, ...]]) -> Formula:
    """Every narrow kind lies within its wide ones."""
    pairs = [(one, two) for one in kinds for two in kinds if one != two and within(one, two)]
    return All(
        tuple(Either((Not(Atom((*where, one))), Atom((*where, two)))) for where in elements for one, two in pairs)
    )


def quantified(text: str, elements: int) -> tuple[Formula, set[str]]:
    """A sentence with one quantifier, and the kinds it speaks of."""
    text = text[0].lower() + text[1:]
    found = re.match(r"^(mitte kõik|kõik|iga|mõni|ükski|vähemalt \w+|kõige rohkem \w+) (.+)$", text)
    assert found, text
    kind, rest = noun(found[2].split())
    does = doing(rest)
    both = tuple(All((Atom((str(one), kind)), Atom((str(one), does)))) for one in range(elements))
    breach = Either(tuple(All((Atom((str(one), kind)), Not(Atom((str(one), does))))) for one in range(elements)))
    word = found[1]
    limit = number(word.split()[-1]) if word.startswith(("vähemalt", "kõige")) else 1
    least = AtLeast(limit, both)
    meaning = {"mitte kõik": breach, "kõik": Not(breach), "iga": Not(breach), "ükski": Not(least)}.get(word, least)
    return (Not(AtLeast(limit + 1, both)) if word.startswith("kõige") else meaning), {kind, does}


def met(text: str, person: int) -> tuple[Formula, str]:
    """„nägi vähemalt üht koera“ as a formula about one person, and the animal."""
    found = re.match(r"^(nägi|ei näinud) (vähemalt üht|kõiki|ühtegi) (.+)$", text)
    assert found, text
    kind, rest = noun(found[3].split())
    assert rest == [], text
    animals = [(("animal", str(one)), Atom(("saw", str(person), str(one)))) for one in range(2)]
    every = All(tuple(Either((Not(Atom((*where, kind))), saw)) for where, saw in animals))
    some = Either(tuple(All((Atom((*where, kind)), saw)) for where, saw in animals))
    meaning = every if found[2] == "kõiki" else some
    return (meaning if found[1] == "nägi" else Not(meaning)), kind


def embedded(text: str) -> tuple[Formula, set[str], set[str]]:
    """A sentence with two quantifiers, and the kinds of people and of animals in it."""
    text = text[0].lower() + text[1:]
    found = re.match(r"^(iga|ükski|vähemalt üks) (.+)$", text)
    assert found, text
    main, *relative = found[2].replace(", kes ", "|").replace(", ", "|").split("|")
    kind, rest = noun(main.split())
    if relative:
        clause, does = relative[0], doing(relative[1].split())
    else:
        clause, does = " ".join(rest), ""
    if found[1] == "ükski" and not does:
        clause = clause.replace("ei näinud ühtegi", "nägi vähemalt üht").replace("ei näinud", "nägi")
    each: list[tuple[Formula, Formula]] = []
    for person in range(2):
        is_one = Atom(("person", str(person), kind))
        seen, animal = met(clause, person)
        each.append((All((is_one, seen)), Atom(("person", str(person), does))) if does else (is_one, seen))
    every = All(tuple(Either((Not(who), what)) for who, what in each))
    some = Either(tuple(All(pair) for pair in each))
    meaning = {"iga": every, "ükski": Not(some)}.get(found[1], some)
    return meaning, {kind, does} - {""}, {animal}
