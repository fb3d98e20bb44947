"""First names, with their genitives, and lists in Estonian."""

from collections.abc import Sequence
from typing import NamedTuple


class Person(NamedTuple):
    """A first name and its genitive; the other cases grow from that one."""

    name: str
    genitive: str

    @property
    def elative(self) -> str:
        """As in „Mardist pikem“."""
        return f"{self.genitive}st"


SAME = (
    "Liisa Anu Kati Mari Tiina Maarja Kadri Kristi Helena Laura Merle Ene Eha Ülle Sirje Õie Kaisa Johanna Marta "
    "Leelo Riina Kersti Jüri Tõnu Kalle Uku Urve Heli Salme Malle Aino Linda Eero Eda Viivi Elo"
)
OTHER = (
    "Mart:Mardi Jaan:Jaani Peeter:Peetri Toomas:Toomase Andres:Andrese Margus:Marguse Priit:Priidu Tiit:Tiidu "
    "Karl:Karli "
    "Kristjan:Kristjani Rasmus:Rasmuse Oskar:Oskari Martin:Martini Mihkel:Mihkli Villem:Villemi Juhan:Juhani "
    "Hendrik:Hendriku Jakob:Jakobi Ott:Oti Indrek:Indreku Artur:Arturi Robert:Roberti Paul:Pauli Triin:Triinu "
    "Piret:Pireti Liis:Liisi Ingrid:Ingridi Katrin:Katrini Reet:Reeda Ants:Antsu"
)
PEOPLE: tuple[Person, ...] = (
    *(Person(name, name) for name in SAME.split()),
    *(Person(*pair.split(":")) for pair in OTHER.split()),
)


def joined(words: Sequence[str], last: str = "ja") -> str:
    """One, „kaks ja kolm“, „üks, kaks ja kolm“."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence(clause: str) -> str:
    """A clause with its capital and its full stop."""
    return f"{clause[0].upper()}{clause[1:]}."
