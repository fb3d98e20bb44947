"""How fragments are asked: as the relation of a claim to a premise, as a question, and open."""

from typing import NamedTuple

from alpaca_est.generators.fragments.models import Label


class Phrasing(NamedTuple):
    """An instruction and an input with {premise}, {claim}, {stated}, {clause} or {question} in them."""

    instruction: str
    input: str = ""


PAIR = "Eeldus: {premise}\nVäide: {claim}"
TEXT = "{premise}"

RELATION = (
    Phrasing("Otsusta, kas väide järeldub eeldusest, on sellega vastuolus või ei saa seda otsustada. Põhjenda.", PAIR),
    Phrasing("Kas väide järeldub eeldusest, on sellega vastuolus või ei saa seda eelduse põhjal otsustada?", PAIR),
    Phrasing(
        "Lugege eeldust ja väidet ning öelge, kas väide järeldub, on vastuolus või ei saa otsustada. Põhjendage.", PAIR
    ),
    Phrasing("Määra eelduse ja väite seos: järeldub, on vastuolus või ei saa otsustada. Lisa lühike põhjendus.", PAIR),
    Phrasing("Milline on väite seos eeldusega: kas see järeldub, on vastuolus või ei saa otsustada?", PAIR),
    Phrasing(
        "Lähtu ainult antud tekstist. Kas selle põhjal järeldub väide „{stated}“, on see tekstiga vastuolus "
        "või ei saa otsustada?",
        TEXT,
    ),
    Phrasing(
        "Lähtume järgmisest: {premise} Kas siit järeldub väide „{stated}“, on see eelnevaga vastuolus "
        "või ei saa otsustada?"
    ),
    Phrasing(
        "Eeldame järgmist: {premise}\n\nHinnake, kas väide „{stated}“ järeldub öeldust, on sellega vastuolus "
        "või ei saa seda otsustada, ja põhjendage oma vastust."
    ),
    Phrasing(
        "On teada järgmist: {premise}\n\nMõtle hoolikalt, kas väide „{stated}“ järeldub sellest, on sellega vastuolus "
        "või ei saa otsustada. Põhjenda lühidalt."
    ),
)
YES_OR_NO = (
    Phrasing("{premise} Kas on tõsi, et {clause}?"),
    Phrasing("Kas antud teksti põhjal on tõsi, et {clause}?", TEXT),
    Phrasing("Loe tekst läbi ja ütle, kas vastab tõele, et {clause}. Põhjenda vastust.", TEXT),
    Phrasing("Vastake teksti põhjal „jah“, „ei“ või „ei saa teada“: kas on tõsi, et {clause}? Lisage põhjendus.", TEXT),
    Phrasing("Oletame, et järgnev vastab tõele. {premise} Kas siis on õige, et {clause}?"),
    Phrasing("Vasta küsimusele ja selgita, miks. {premise} Kas peab paika, et {clause}?"),
    Phrasing("Mida saab järgmise info põhjal vastata küsimusele „Kas on tõsi, et {clause}?“", TEXT),
)
OPEN = (
    Phrasing("{premise} {question}"),
    Phrasing("{question} Lähtu ainult antud tekstist.", TEXT),
    Phrasing("Loe tekst läbi ja vasta küsimusele „{question}“", TEXT),
    Phrasing("Vastake teksti põhjal ja põhjendage oma vastust. {question}", TEXT),
    Phrasing("Lahenda mõistatus. {premise} {question}"),
    Phrasing("On teada järgmist. {premise}\n\n{question}"),
)
LABELS: dict[Label, str] = {"follows": "Järeldub.", "contradicts": "On vastuolus.", "open": "Ei saa otsustada."}
REPLIES: dict[Label, str] = {"follows": "Jah.", "contradicts": "Ei.", "open": "Seda ei saa teada."}
