"""Everyday verbs, and words that are not inflected."""

from alpaca_est.generators.morphology.rows import row

VERBS = row(
    """lugema kirjutama rääkima küsima vastama kuulama vaatama nägema kuulma tundma teadma õppima õpetama mõtlema
    ütlema tegema tulema minema jooksma kõndima sõitma lendama ujuma hüppama ronima tantsima laulma mängima sööma
    jooma keetma küpsetama praadima lõikama pesema koristama pühkima õmblema kuduma ehitama parandama värvima
    joonistama maalima ostma müüma maksma andma võtma tooma viima saatma kandma hoidma panema tõstma viskama püüdma
    lööma avama lukustama alustama lõpetama jätkama ootama otsima leidma kaotama peitma näitama selgitama
    kirjeldama arutama vaidlema nõustuma lubama keelama paluma tänama vabandama kiitma laitma naerma nutma
    naeratama rõõmustama kurvastama kartma lootma uskuma kahtlema armastama vihkama hindama austama aitama kaitsma
    päästma ravima hooldama külastama kohtuma kutsuma helistama elama töötama puhkama magama ärkama tõusma istuma
    seisma lamama kukkuma libisema murdma lõhkuma rebima siduma kinnitama valima otsustama muutma muutuma kasvama
    kasvatama istutama kastma koguma korjama jagama liitma lahutama korrutama arvutama mõõtma kaaluma loendama
    võrdlema uurima avastama leiutama looma kavandama juhtima valvama võitma osalema treenima harjutama valmistama
    segama täitma tühjendama soojendama jahutama kuivatama puhastama süütama kustutama põlema paistma särama sadama
    puhuma kõlama helisema koputama sisenema väljuma lahkuma jääma jõudma reisima matkama kolima saabuma peatuma
    pöörama kiirustama hilinema eksima meenutama mäletama unustama unistama soovima tahtma vajama laenama tagastama
    vahetama kinkima pakkima saama olema hakkama suutma oskama tohtima julgema märkama jälgima kontrollima kasutama
    säästma kulutama tellima registreerima allkirjastama trükkima filmima salvestama häälestama tõlkima
    lahendama tuletama järeldama tõestama"""
)
VERBS_OF_THINGS = ("sadama", "põlema", "paistma", "kõlama", "helisema", "puhuma", "särama")
"""Verbs that neither I nor you do."""
SAID_OF_THINGS = (*row("b vad s sid ks vat da mas mast mata des nud v"), "neg o", "neg nud", "on nud", "oli nud")
MODAL = ("saama", "suutma", "oskama", "tohtima", "tahtma", "julgema", "teadma", "vajama")
"""Verbs that have no natural imperative."""
ADVERBS = row(
    """kiiresti aeglaselt ilusti valesti õigesti sageli tihti harva alati eile täna homme üleeile ülehomme praegu
    hiljuti varsti kunagi siin seal kaugel lähedal kusagil väga üsna peaaegu liiga natuke veidi jalgsi kõvasti
    vaikselt hästi halvasti rõõmsalt kurvalt julgelt ausalt äkki kohe jälle muidugi ilmselt tõenäoliselt kindlasti
    kergesti raskelt puhtalt selgelt"""
)
PRONOUNS = row("mina sina tema meie teie nemad keegi miski iseenda kellegi")
CONJUNCTIONS = row("ja ning aga sest vaid")
NUMERALS = row("kaks kolm neli viis kuus seitse kaheksa üheksa kümme sada tuhat kolmteist kakskümmend")
