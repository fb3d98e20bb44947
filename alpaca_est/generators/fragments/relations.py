"""What people do with things, with the forms that counting, negation and word order ask for."""

from collections.abc import Sequence
from typing import NamedTuple

from alpaca_est.generators.fragments.people import joined

NUMBERS = {
    "nominative": "üks kaks kolm neli viis kuus seitse kaheksa üheksa kümme",
    "genitive": "ühe kahe kolme nelja viie kuue seitsme kaheksa üheksa kümne",
    "partitive": "ühte kahte kolme nelja viit kuut seitset kaheksat üheksat kümmet",
    "inessive": "ühes kahes kolmes neljas viies kuues seitsmes kaheksas üheksas kümnes",
}


class Thing(NamedTuple):
    """A thing: by name, as the object of an affirmative clause, as that of a negative one."""

    name: str
    affirmed: str
    denied: str


class Relation(NamedTuple):
    """A verb with its objects. `who` and `what` are filled; `turned` follows „siis“ and „seega“."""

    affirmed: str
    many: str
    denied: str
    turned: str
    turned_denied: str
    neither: str
    every: str
    some: str
    none: str
    not_every: str
    listed: str
    case: str
    noun: str
    one: str
    how_many: str
    things: tuple[Thing, ...]
    tail: tuple[str, str] = ("", "")

    def yes(self, who: Sequence[str], what: Sequence[Thing], last: str = "ja", only: str = "") -> str:
        """„Liisa ja Mart on käinud ainult Tartus ja Narvas“."""
        pattern = self.affirmed if len(who) == 1 else self.many
        return pattern.format(who=joined(who), what=only + self.object(what, last))

    def no(self, who: str, what: Sequence[Thing]) -> str:
        """„Liisa ei ole käinud Tartus“, „Liisa ei ole käinud ei Tartus ega Narvas“."""
        return self.denied.format(who=who, what=self.object_denied(what))

    def so(self, who: str, what: Sequence[Thing], *, yes: bool) -> str:
        """What comes after „siis“: „on Liisa käinud Tartus“, „ei ole Liisa käinud Tartus“."""
        if yes:
            return self.turned.format(who=who, what=self.object(what))
        return self.turned_denied.format(who=who, what=self.object_denied(what))

    def object(self, what: Sequence[Thing], last: str = "ja") -> str:
        """„Tartus, Narvas ja Võrus“."""
        return joined([thing.affirmed for thing in what], last) + self.tail[0]

    def object_denied(self, what: Sequence[Thing]) -> str:
        """„Tartus“, „ei Tartus ega Narvas“."""
        words = [thing.denied for thing in what]
        return (words[0] if len(words) == 1 else f"ei {joined(words, 'ega')}") + self.tail[1]

    def counted(self, number: int) -> str:
        """„kolmes linnas“, „viit keelt“, „kaks asja“."""
        return self.one if number == 1 else f"{NUMBERS[self.case].split()[number - 1]} {self.noun}"


def _things(text: str) -> tuple[Thing, ...]:
    parts = [one.split(":") for one in text.split()]
    return tuple(Thing(part[0], part[1], part[-1]) for part in parts)


TOWNS = Relation(
    affirmed="{who} on käinud {what}",
    many="{who} on käinud {what}",
    denied="{who} ei ole käinud {what}",
    turned="on {who} käinud {what}",
    turned_denied="ei ole {who} käinud {what}",
    neither="ei {who} ole käinud {what}",
    every="kõigis nimekirja linnades",
    some="vähemalt ühes nimekirja linnas",
    none="üheski nimekirja linnas",
    not_every="kõigis nimekirja linnades",
    listed="veel mõni linn",
    case="inessive",
    noun="linnas",
    one="ühes linnas",
    how_many="Mitmes linnas on {who} käinud?",
    things=_things(
        "Tartu:Tartus Narva:Narvas Pärnu:Pärnus Viljandi:Viljandis Rakvere:Rakveres Võru:Võrus Valga:Valgas "
        "Paide:Paides Haapsalu:Haapsalus Kuressaare:Kuressaares Jõhvi:Jõhvis Rapla:Raplas Kärdla:Kärdlas Elva:Elvas "
        "Türi:Türil Tapa:Tapal Otepää:Otepääl Põltsamaa:Põltsamaal Riia:Riias Helsingi:Helsingis London:Londonis "
        "Pariis:Pariisis Rooma:Roomas Berliin:Berliinis Praha:Prahas Oslo:Oslos Varssavi:Varssavis Viin:Viinis"
    ),
)
LANGUAGES = Relation(
    affirmed="{who} oskab {what}",
    many="{who} oskavad {what}",
    denied="{who} ei oska {what}",
    turned="oskab {who} {what}",
    turned_denied="ei oska {who} {what}",
    neither="ei {who} oska {what}",
    every="kõiki nimekirja keeli",
    some="vähemalt üht nimekirja keelt",
    none="ühtegi nimekirja keelt",
    not_every="kõiki nimekirja keeli",
    listed="veel mõni keel",
    case="partitive",
    noun="keelt",
    one="ühte keelt",
    how_many="Mitut keelt {who} oskab?",
    things=_things(
        "inglise:inglise saksa:saksa vene:vene soome:soome prantsuse:prantsuse hispaania:hispaania rootsi:rootsi "
        "läti:läti itaalia:itaalia poola:poola leedu:leedu norra:norra taani:taani ungari:ungari jaapani:jaapani"
    ),
    tail=(" keelt", " keelt"),
)
INSTRUMENTS = Relation(
    affirmed="{who} mängib {what}",
    many="{who} mängivad {what}",
    denied="{who} ei mängi {what}",
    turned="mängib {who} {what}",
    turned_denied="ei mängi {who} {what}",
    neither="ei {who} mängi {what}",
    every="kõiki nimekirja pille",
    some="vähemalt üht nimekirja pilli",
    none="ühtegi nimekirja pilli",
    not_every="kõiki nimekirja pille",
    listed="veel mõni pill",
    case="partitive",
    noun="pilli",
    one="ühte pilli",
    how_many="Mitut pilli {who} mängib?",
    things=_things(
        "klaver:klaverit viiul:viiulit kitarr:kitarri flööt:flööti tšello:tšellot trompet:trompetit "
        "akordion:akordionit kannel:kannelt saksofon:saksofoni klarnet:klarnetit orel:orelit harf:harfi"
    ),
)
SHOPPING = Relation(
    affirmed="{who} ostis {what}",
    many="{who} ostsid {what}",
    denied="{who} ei ostnud {what}",
    turned="ostis {who} {what}",
    turned_denied="ei ostnud {who} {what}",
    neither="ei {who} ostnud {what}",
    every="kõik nimekirjas olevad asjad",
    some="vähemalt ühe nimekirjas oleva asja",
    none="ühtegi nimekirjas olevat asja",
    not_every="kõiki nimekirjas olevaid asju",
    listed="veel mõni asi",
    case="nominative",
    noun="asja",
    one="ühe asja",
    how_many="Mitu asja {who} ostis?",
    things=_things(
        "leib:leiva:leiba piim:piima:piima jogurt:jogurti:jogurtit juust:juustu:juustu mesi:mee:mett "
        "sibul:sibula:sibulat "
        "kurk:kurgi:kurki arbuus:arbuusi:arbuusi ajaleht:ajalehe:ajalehte seep:seebi:seepi küünal:küünla:küünalt "
        "tort:tordi:torti vihik:vihiku:vihikut pliiats:pliiatsi:pliiatsit ämber:ämbri:ämbrit hari:harja:harja "
        "kapsas:kapsa:kapsast porgand:porgandi:porgandit raamat:raamatu:raamatut pall:palli:palli"
    ),
)
SPORTS = Relation(
    affirmed="{who} tegeleb {what}",
    many="{who} tegelevad {what}",
    denied="{who} ei tegele {what}",
    turned="tegeleb {who} {what}",
    turned_denied="ei tegele {who} {what}",
    neither="ei {who} tegele {what}",
    every="kõigi nimekirja spordialadega",
    some="vähemalt ühe nimekirja spordialaga",
    none="ühegi nimekirja spordialaga",
    not_every="kõigi nimekirja spordialadega",
    listed="veel mõni spordiala",
    case="genitive",
    noun="spordialaga",
    one="ühe spordialaga",
    how_many="Mitme spordialaga {who} tegeleb?",
    things=_things(
        "ujumine:ujumisega korvpall:korvpalliga võrkpall:võrkpalliga tennis:tennisega male:malega "
        "suusatamine:suusatamisega judo:judoga vehklemine:vehklemisega sõudmine:sõudmisega jalgpall:jalgpalliga "
        "maadlus:maadlusega sulgpall:sulgpalliga purjetamine:purjetamisega"
    ),
)
SUBJECTS = Relation(
    affirmed="{who} õpib {what}",
    many="{who} õpivad {what}",
    denied="{who} ei õpi {what}",
    turned="õpib {who} {what}",
    turned_denied="ei õpi {who} {what}",
    neither="ei {who} õpi {what}",
    every="kõiki nimekirja aineid",
    some="vähemalt üht nimekirja ainet",
    none="ühtegi nimekirja ainet",
    not_every="kõiki nimekirja aineid",
    listed="veel mõni aine",
    case="partitive",
    noun="ainet",
    one="ühte ainet",
    how_many="Mitut ainet {who} õpib?",
    things=_things(
        "keemia:keemiat füüsika:füüsikat ajalugu:ajalugu bioloogia:bioloogiat geograafia:geograafiat muusika:muusikat "
        "matemaatika:matemaatikat filosoofia:filosoofiat majandus:majandust psühholoogia:psühholoogiat"
    ),
)
RELATIONS = (TOWNS, LANGUAGES, INSTRUMENTS, SHOPPING, SPORTS, SUBJECTS)
