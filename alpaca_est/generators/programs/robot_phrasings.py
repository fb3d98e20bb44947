"""How robots are asked about; {world} says what the grid and the commands are, {code} is fenced."""

from alpaca_est.generators.programs.phrasings import Phrasing

END = (
    Phrasing("Kus on robot pärast programmi lõppu ja kuhu ta vaatab? {start}", "{world}\n\n{code}"),
    Phrasing("{start} Jälgi robotit käsk-käsult ja ütle, kus ta lõpuks seisab ja kuhu vaatab.", "{world}\n\n{code}"),
    Phrasing("Leidke ruut, kuhu robot lõpuks jõuab, ja suund, kuhu ta siis vaatab. {start}", "{world}\n\n{code}"),
    Phrasing("{world} {start} Kuhu jõuab robot järgmise programmiga?\n\n{code}"),
    Phrasing("Täida roboti programm mõttes läbi ja kirjelda lõppseisu. {world} {start}\n\n{code}"),
)
STATE = (
    Phrasing("Kus on robot pärast {line}. rea täitmist ja kuhu ta siis vaatab? {start}", "{world}\n\n{code}"),
    Phrasing(
        "{start} Ütle, millisel ruudul seisab robot kohe pärast {line}. rida ja kuhu ta vaatab.", "{world}\n\n{code}"
    ),
    Phrasing("Peatage robot pärast {line}. rea täitmist: kus ta on ja kuhu vaatab? {start}", "{world}\n\n{code}"),
    Phrasing("{world} {start} Milline on roboti seis pärast järgmise programmi {line}. rida?\n\n{code}"),
    Phrasing(
        "{world} {start} Jälgi programmi kuni {line}. reani (kaasa arvatud) ja nimeta roboti asukoht ja suund."
        "\n\n{code}"
    ),
)
START = (
    Phrasing(
        "Milliselt ruudult pidi robot alustama, kui ta vaatas alguses {facing} ja jõudis ruudule {end}?",
        "{world}\n\n{code}",
    ),
    Phrasing(
        "Robot vaatas alguses {facing} ja lõpetas ruudul {end}. Leia ruut, millelt ta alustas.", "{world}\n\n{code}"
    ),
    Phrasing("Leidke roboti algne ruut, kui ta vaatas alguses {facing} ja lõpetas ruudul {end}.", "{world}\n\n{code}"),
    Phrasing("{world} Robot alustas, vaadates {facing}, ja jõudis ruudule {end}. Kust ta alustas?\n\n{code}"),
    Phrasing(
        "{world} Mis ruudult alustades jõuab robot järgmise programmiga ruudule {end}, kui ta vaatab alguses "
        "{facing}?\n\n{code}"
    ),
)
MISSING = (
    Phrasing("{start} Milline käsk sobib lünka ___, et robot lõpetaks ruudul {end}?", "{world}\n\n{code}\n\n{options}"),
    Phrasing("Vali lünga ___ asemele käsk, mis viib roboti ruudule {end}. {start}", "{world}\n\n{code}\n\n{options}"),
    Phrasing("Täitke lünk ___ nii, et robot jõuaks lõpuks ruudule {end}. {start}", "{world}\n\n{code}\n\n{options}"),
    Phrasing("{world} {start} Robot lõpetas ruudul {end}. Milline käsk on kohal ___?\n\n{code}\n\n{options}"),
    Phrasing("{world} {start} Leia puuduv käsk (___), kui robot peab lõpetama ruudul {end}.\n\n{code}\n\n{options}"),
)
SPECIFICATION = (
    Phrasing(
        "Kas programm viib roboti igal juhul nõutud ruudule? Kontrolli kõik juhud läbi.", "{world}\n\n{code}\n\n{cases}"
    ),
    Phrasing(
        "Kontrollige, kas roboti programm vastab nõuetele. Kui ei, siis nimetage esimene viga.",
        "{world}\n\n{code}\n\n{cases}",
    ),
    Phrasing("Otsusta, kas see programm täidab ülesande kõigil antud juhtudel.", "{world}\n\n{code}\n\n{cases}"),
    Phrasing("{world} Kas järgmine programm teeb, mida nõutakse?\n\n{code}\n\n{cases}"),
    Phrasing("{world} Vaata programm läbi ja ütle, kas kõik nõuded on täidetud.\n\n{code}\n\n{cases}"),
)
