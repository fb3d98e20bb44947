"""How programs are asked about; {code} is fenced, the other words are those of the task."""

from typing import NamedTuple


class Phrasing(NamedTuple):
    """An instruction and an input."""

    instruction: str
    input: str = ""


OUTPUT = (
    Phrasing("Mida see programm väljastab?", "{code}"),
    Phrasing("Täida programm mõttes rida-realt ja ütle, mida see väljastab.", "{code}"),
    Phrasing("Jälgige muutujate väärtusi ja leidke, mida programm lõpuks väljastab.", "{code}"),
    Phrasing("Mis ilmub ekraanile, kui käivitada järgmine programm?\n\n{code}"),
    Phrasing("Leia järgmise programmi väljund ja selgita, kuidas selleni jõudsid.\n\n{code}"),
    Phrasing("Ilma programmi käivitamata: mida see välja trükib? Nimetage ka muutujate lõppväärtused.", "{code}"),
)
STATE = (
    Phrasing("Millised on muutujate väärtused pärast {line}. rea täitmist?", "{code}"),
    Phrasing("Kirjuta välja kõigi muutujate väärtused hetkel, mil programmi {line}. rida on just täidetud.", "{code}"),
    Phrasing("Peatage programm pärast {line}. rida ja öelge, mis väärtused on siis muutujatel.", "{code}"),
    Phrasing("Mis on muutujate väärtused siis, kui {line}. rida on täidetud?\n\n{code}"),
    Phrasing("Jälgi järgmise programmi tööd ja leia muutujate väärtused pärast {line}. rea täitmist.\n\n{code}"),
)
GIVEN = (
    Phrasing(
        "Millise sisendi `{names}` korral annab funktsioon tulemuseks {result}? Proovi läbi täisarvud "
        "vahemikus {range}.",
        "{code}",
    ),
    Phrasing(
        "Leia vahemikust {range} täisarv `{names}`, mille korral see funktsioon tagastab arvu {result}.", "{code}"
    ),
    Phrasing(
        "Millise täisarvulise sisendi peaks funktsioonile andma, et see tagastaks {result}? Otsi vahemikust {range}.",
        "{code}",
    ),
    Phrasing("Funktsioon tagastas arvu {result}. Milline täisarv vahemikust {range} sellele sisendiks anti?\n\n{code}"),
    Phrasing(
        "Leidke järgmise funktsiooni sisend, kui väljund on {result} ja sisend on täisarv vahemikus {range}.\n\n{code}"
    ),
)
MISSING = (
    Phrasing("Programmis on üks rida puudu (___). Millise valikuga väljastab see {result}?", "{code}\n\n{options}"),
    Phrasing(
        "Vali lünga ___ asemele käsk, millega programm väljastab {result}. Põhjenda valikut.", "{code}\n\n{options}"
    ),
    Phrasing("Asendage lünk ___ ühe antud reaga nii, et programm väljastaks {result}.", "{code}\n\n{options}"),
    Phrasing("Milline rida sobib lünka ___, kui programmi väljund peab olema {plain}?\n\n{code}\n\n{options}"),
    Phrasing(
        "Järgmise programmi väljund on {plain}, kuid üks rida on kustunud. Leia, milline valikutest see oli.\n\n"
        "{code}\n\n{options}"
    ),
)
SPECIFICATION = (
    Phrasing("Kas funktsioon vastab spetsifikatsioonile? Kontrolli kõiki näiteid.", "{code}\n\n{examples}"),
    Phrasing("Kontrollige, kas funktsioon annab kõigi sisendite korral nõutud väljundi.", "{code}\n\n{examples}"),
    Phrasing(
        "Otsusta, kas see funktsioon läbib kõik testid; kui ei, siis nimeta esimene, mis ebaõnnestub.",
        "{code}\n\n{examples}",
    ),
    Phrasing("Kas järgmine funktsioon teeb seda, mida temalt oodatakse?\n\n{code}\n\n{examples}"),
    Phrasing("Vaata funktsiooni ja nõutud tulemusi. Kas kõik tulemused on õiged?\n\n{code}\n\n{examples}"),
)
