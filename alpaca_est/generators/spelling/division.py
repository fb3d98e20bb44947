"""Tasks about parts of words: syllables, their number, and division at line ends."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.spelling.phrasing import Kind, Phrasing, composed, counted, unsaid, unsaid_count
from alpaca_est.generators.spelling.syllables import (
    divisible,
    divisible_words,
    line_end_pieces,
    sure_at_line_end,
    word_syllables,
)
from alpaca_est.languages import vabamorf

SYLLABLES = (
    Phrasing("Silbita sõna „{word}“.", "{parts}"),
    Phrasing("Jaga sõna „{word}“ silpideks.", "{parts}"),
    Phrasing("Kuidas jaguneb sõna „{word}“ silpideks?", "Sõna „{word}“ silbid on {parts}."),
    Phrasing("Silbitage järgmine sõna.", "{parts}", "{word}"),
    Phrasing("Märkige sidekriipsudega silbipiirid.", "{parts}", "{word}"),
    Phrasing("Millistest silpidest koosneb sõna „{word}“?", "Sõna koosneb {many}: {parts}."),
    Phrasing("Kirjuta sõna silphaaval, silpide vahel sidekriips.", "{parts}", "{word}"),
    Phrasing("Milline on sõna „{word}“ {nth} silp?", "Sõna {nth} silp on „{one}“ ({parts})."),
    Phrasing(
        "Palun silbita see sõna ja ütle, mitu silpi selles on.", "Sõna silbid on {parts}, kokku {count}.", "{word}"
    ),
)
COUNT = (
    Phrasing("Mitu silpi on sõnas „{word}“?", "Sõnas „{word}“ on {count}."),
    Phrasing("Mitmest silbist koosneb sõna „{word}“?", "Sõnas on {count}: {parts}."),
    Phrasing("Loe kokku sõna silbid. Vasta numbriga.", "{digits}", "{word}"),
    Phrasing("Mitu silpi selles sõnas on?", "{digits} ({parts})", "{word}"),
    Phrasing(
        "Öelge, mitu silpi on sõnas „{word}“, ja põhjendage vastust.",
        "Sõnas on {count}, sest see jaguneb nii: {parts}.",
    ),
    Phrasing("Kui palju silpe on järgmises sõnas?", "Selles sõnas on {count}.", "{word}"),
)
LINE_END = (
    Phrasing("Märgi sidekriipsuga kõik kohad, kust saab sõna „{word}“ rea lõpus poolitada.", "{parts}"),
    Phrasing("Kuidas võib sõna „{word}“ poolitada?", "{parts}"),
    Phrasing(
        "Kust tohib seda sõna reavahetusel poolitada? Märkige kõik võimalused sidekriipsuga.", "{parts}", "{word}"
    ),
    Phrasing("Poolita sõna „{word}“ kõigil võimalikel viisidel.", "{ways}"),
    Phrasing("Näidake kõiki sõna „{word}“ võimalikke poolituskohti.", "{parts}"),
    Phrasing("Sõna ei mahu reale. Milliseid poolitusi õigekiri lubab?", "{ways}", "{word}"),
    Phrasing("Mitmest kohast saab sõna „{word}“ rea lõpus poolitada?", "Sõna saab poolitada {places}: {parts}."),
)
FITTING = (
    Phrasing(
        "Rea lõppu mahub veel {room} koos poolitusmärgiga. Kuidas tuleb poolitada sõna „{word}“, et esimene osa oleks "
        "võimalikult pikk?",
        "Rea lõppu jääb „{first}-“ ja järgmisele reale läheb „{rest}“.",
    ),
    Phrasing(
        "Poolita sõna nii, et rea lõppu jääks võimalikult palju tähti. Ruumi on koos sidekriipsuga {signs}.",
        "{first}-\n{rest}",
        "{word}",
    ),
    Phrasing(
        "Reale mahub veel {signs}, poolitusmärk kaasa arvatud. Kui pika osa sõnast „{word}“ saab sinna kirjutada?",
        "Reale saab kirjutada „{first}-“, järgmisele reale jääb „{rest}“.",
    ),
    Phrasing(
        "Kirjutage sõna „{word}“ kahele reale. Esimesele reale mahub koos sidekriipsuga kuni {signs} ja see tuleb "
        "võimalikult täis kirjutada.",
        "{first}-\n{rest}",
    ),
    Phrasing(
        "Kuidas seda sõna poolitada, kui esimesele reale mahub koos sidekriipsuga kuni {signs}? Vali viimane "
        "võimalik poolituskoht.",
        "{first}-{rest}",
        "{word}",
    ),
)
FROM = ("ühest", "kahest", "kolmest", "neljast", "viiest", "kuuest", "seitsmest", "kaheksast")
ORDINALS = ("esimene", "teine", "kolmas", "neljas", "viies", "kuues", "seitsmes", "kaheksas", "üheksas")


def draw_syllables(chance: random.Random) -> Draft | None:
    """A word in its syllables."""
    word, parts = _drawn(chance)
    pieces = word_syllables(parts)
    place = chance.randrange(len(pieces))
    texts = {
        "parts": "-".join(pieces),
        "count": counted(len(pieces), "silp", "silpi"),
        "many": f"{FROM[len(pieces) - 1]} silbist",
        "nth": ORDINALS[place],
        "one": pieces[place],
    }
    return composed("syllables", SYLLABLES, chance, (word, pieces), word=word, **texts)


def draw_count(chance: random.Random) -> Draft | None:
    """How many syllables a word has."""
    word, parts = _drawn(chance)
    pieces = word_syllables(parts)
    texts = {"digits": str(len(pieces)), "count": counted(len(pieces), "silp", "silpi")}
    return composed("count_syllables", COUNT, chance, (word, pieces), word=word, parts="-".join(pieces), **texts)


def draw_line_end(chance: random.Random) -> Draft | None:
    """All places where a word may be divided."""
    word, parts = _drawn(chance)
    pieces = line_end_pieces(parts)
    if not sure_at_line_end(parts) or len(pieces) == 1:
        return None
    ways = [f"{first}-{rest}" for first, rest in _ways(pieces)]
    places = f"{FROM[len(ways) - 1]} kohast"
    texts = {"parts": "-".join(pieces), "ways": ", ".join(ways), "places": places}
    return composed("line_end", LINE_END, chance, (word, pieces), word=word, **texts)


def draw_fitting(chance: random.Random) -> Draft | None:
    """The one place where a word is divided so that a line is filled."""
    word, parts = _drawn(chance)
    pieces = line_end_pieces(parts)
    if not sure_at_line_end(parts) or len(pieces) < 3:
        return None
    first, rest = chance.choice(_ways(pieces))
    longer = [len(other) for other, _ in _ways(pieces) if len(other) > len(first)]
    room = chance.randint(len(first) + 1, min(longer, default=len(word) - 1))
    given = (word, pieces, first, room)
    texts = {"room": counted(room, "tähemärk", "tähemärki"), "signs": f"{room} tähemärki"}
    return composed("fill_line", FITTING, chance, given, word=word, first=first, rest=rest, **texts)


def _drawn(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    word = chance.choice(divisible_words())
    return word, divisible()[word]


def _ways(pieces: list[str]) -> list[tuple[str, str]]:
    """Each division of a word into two lines."""
    return [("".join(pieces[:place]), "".join(pieces[place:])) for place in range(1, len(pieces))]


def against_syllables(draft: Draft) -> str:
    """Vabamorf's own syllables."""
    word, pieces = draft.given
    found = list(vabamorf.syllables(word))
    if found != pieces:
        return f"{word} is {'-'.join(found)}"
    return unsaid(draft, *found) and unsaid_count(draft, len(found))


def against_line_end(draft: Draft) -> str:
    """Vabamorf's syllables, each boundary tried: a line may end there unless a lone letter of a part is cut off."""
    word, pieces, *line = draft.given
    ends = part_ends(word)
    allowed = []
    place = 0
    for syllable in vabamorf.syllables(word)[:-1]:
        place += len(syllable)
        if place in ends or not {place - 1, place + 1} & ends:
            allowed.append(place)
    cuts = [len("".join(pieces[:number])) for number in range(1, len(pieces))]
    if cuts != allowed:
        return f"{word} may be divided after letters {allowed}"
    if line:
        [first, room] = line
        longest = max((place for place in allowed if place + 1 <= room), default=0)
        return unsaid(draft, first, word[longest:]) if len(first) == longest else f"{longest} letters of {word} fit"
    ways = [part for place in allowed for part in (word[:place], word[place:])]
    return unsaid(draft, *pieces) and unsaid(draft, *ways)


def part_ends(word: str) -> set[int]:
    """Where the parts of a word begin and end, as Vabamorf analyses it, the word's own ends among them."""
    roots = {reading.root[:-1] for reading in vabamorf.analyses(word)}
    ends = {0, len(word)}
    for root in roots:
        place = 0
        for part in root:
            place += len(part)
            ends.add(place)
    return ends


KINDS = {
    "syllables": Kind(draw_syllables, against_syllables, SYLLABLES),
    "count_syllables": Kind(draw_count, against_syllables, COUNT),
    "line_end": Kind(draw_line_end, against_line_end, LINE_END),
    "fill_line": Kind(draw_fitting, against_line_end, FITTING),
}
