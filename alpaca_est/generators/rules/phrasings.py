"""How hidden rules are asked for; {one}, {ones} and {of} are forms of „rida“ or „jada“."""

from typing import NamedTuple


class Phrasing(NamedTuple):
    """Instruction and input with {block} in one of them; how many rows are asked; how the answer is written."""

    instruction: str
    input: str
    layout: str
    asked: tuple[int, ...]
    answer: str


LIST, PROSE, PLAIN = "list", "prose", "plain"
GROUPS, MARKS = "groups", "marks"
MANY = (2, 3, 4)

RULES = (
    Phrasing(
        "Osa {several} vastab peidetud reeglile, osa ei vasta. Leia näidete põhjal reegel ja ütle, millised uued "
        "{ones} sellele vastavad.",
        "{block}",
        GROUPS,
        MANY,
        LIST,
    ),
    Phrasing(
        "Uurige näiteid, sõnastage reegel, mille järgi {ones} on kahte rühma jagatud, ja öelge iga uue {of} kohta, kas "
        "see vastab reeglile.",
        "{block}",
        GROUPS,
        MANY,
        PROSE,
    ),
    Phrasing(
        "Millise reegli järgi on {ones} märgitud sõnaga „jah“ või „ei“? Määra sama reegli järgi ka tähtedega märgitud "
        "{ones}.",
        "{block}",
        MARKS,
        MANY,
        LIST,
    ),
    Phrasing(
        "Mängime reegli äraarvamist. Mul on mõttes üks reegel; „jah“ tähendab, et {one} vastab sellele, „ei“ tähendab, "
        "et ei vasta.\n\n{block}\n\nSõnasta reegel ja vasta tähtedega märgitud {ofs} kohta.",
        "",
        MARKS,
        MANY,
        LIST,
    ),
    Phrasing(
        "Mis reegel seletab järgmisi näiteid?\n\n{block}\n\nKas {ofthese} vastavad samale reeglile?",
        "",
        GROUPS,
        (2,),
        PROSE,
    ),
    Phrasing(
        "Selgita ühe lausega, mis on ühist kõigil {alls}, mis vastavad reeglile, ja puudub kõigil teistel.",
        "{block}",
        GROUPS,
        (0,),
        PLAIN,
    ),
    Phrasing(
        "Leidke kõige lihtsam reegel, mis sobib kõigi näidetega, ja rakendage seda viimasele {to}.",
        "{block}",
        MARKS,
        (1,),
        PROSE,
    ),
    Phrasing(
        "Mis on see reegel, mille järgi osa {several} on saanud märke „jah“ ja osa „ei“?", "{block}", MARKS, (0,), PLAIN
    ),
)
FORMS = {
    "rida": {"one": "rida", "ones": "read", "of": "rea", "several": "ridadest", "ofs": "ridade", "alls": "ridadel"}
    | {"to": "reale", "ofthese": "read A ja B"},
    "jada": {"one": "jada", "ones": "jadad", "of": "jada", "several": "jadadest", "ofs": "jadade", "alls": "jadadel"}
    | {"to": "jadale", "ofthese": "jadad A ja B"},
}
HEADINGS = ("Vastavad reeglile:", "Ei vasta reeglile:", "Uued")

SEQUENCES = (
    ("Leia arvujada reegel ja kaks järgmist arvu.", "{terms}"),
    ("Milline reegel seob neid arve ja millised on kaks järgmist?", "{terms}"),
    ("Selgitage, kuidas see arvujada on moodustatud, ja jätkake seda kahe arvuga.", "{terms}"),
    ("Jätka arvujada {terms} veel kahe arvuga ja põhjenda oma vastust.", ""),
    (
        "Arvujada algab nii: {terms}. Mis reegli järgi see kasvab või kahaneb ja kuidas see jätkub? Nimeta kaks arvu.",
        "",
    ),
    ("Vaadake arve {terms}. Millise reegli järgi need üksteisele järgnevad? Leidke kaks järgmist arvu.", ""),
    ("Sõnasta reegel, millele see arvujada vastab, ja kirjuta välja kaks järgmist liiget.", "{terms}"),
)
