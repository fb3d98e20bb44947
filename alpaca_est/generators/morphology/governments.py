"""Sentences with a gap in which only one case can stand."""

from typing import NamedTuple

from alpaca_est.generators.morphology.frames import PEOPLE


class Government(NamedTuple):
    """A sentence with `{who}` and `{gap}`, the cell that its gap wants, and nouns for it."""

    sentence: str
    cell: str
    nouns: tuple[str, ...]


def _government(sentence: str, cell: str, nouns: str) -> Government:
    return Government(sentence, cell, tuple(nouns.split()))


KNOWN = "sõber õde vend tädi onu vanaema vanaisa naaber õpetaja treener ema isa"
GOVERNMENTS = (
    _government("{who} seisab {gap} ees.", "sg g", "maja pood uks aken kino kirik peegel haigla teater koolimaja"),
    _government("{who} istub {gap} kõrval.", "sg g", f"{KNOWN} aken uks laud"),
    _government("{who} ootab {gap} juures.", "sg g", "sild pood kirik koolimaja värav muuseum torn jaam kohvik turg"),
    _government("{who} peitis end {gap} taha.", "sg g", "puu uks maja põõsas kuur kivi aed laud riiul"),
    _government("{who} leidis võtme {gap} alt.", "sg g", "vaip laud tool padi voodi tekk kivi pink raamat"),
    _government("{who} pani raamatu {gap} peale.", "sg g", "laud tool kohver riiul voodi pink klaver ajaleht"),
    _government("{who} tänas meid {gap} eest.", "sg g", "abi raamat kingitus töö lill kontsert laul toetus"),
    _government("{who} sai sellest teada {gap} kaudu.", "sg g", "raadio ajaleht televiisor kiri telefon naaber sõber"),
    _government("{who} jäi koju {gap} tõttu.", "sg g", "haigus vihm torm eksam töö ilm külaline"),
    _government("{who} vaatas {gap} poole.", "sg g", "meri mets aken torn uks mägi maja jõgi taevas"),
    _government("{who} küsis minult {gap} kohta.", "sg g", "raamat film töö eksam matk ülesanne koer maja tund"),
    _government("{who} rõõmustas {gap} üle.", "sg g", "võit kingitus kiri suvi uudis kevad hinne tulemus"),
    _government("{who} sõitis maale {gap} juurde.", "sg g", KNOWN),
    _government("{who} kõndis kahe {gap} vahel.", "sg g", "maja puu laud auto kivi sild aed järv"),
    _government("{who} jõudis koju enne {gap}.", "sg p", "vihm torm õhtu hommik eksam koosolek kontsert"),
    _government("{who} läks koju pärast {gap}.", "sg p", "tund kontsert film koosolek eksam töö mäng etendus"),
    _government("{who} seisis keset {gap}.", "sg p", "tänav tuba väljak mets õu aed linn köök saal põld"),
    _government("{who} kõndis mööda {gap}.", "sg p", "tänav rand mets koridor küla sild rada linn"),
    _government("{who} ostis kaks {gap}.", "sg p", "raamat pliiats tass leib pilet taldrik vihik tool õun kohver"),
    _government("{who} leidis viis {gap}.", "sg p", "seen kivi raamat münt võti nööp nõel õun leht"),
    _government("{who} luges läbi kümme {gap}.", "sg p", "raamat kiri luuletus artikkel ajaleht lehekülg"),
    _government("{who} ootas kannatlikult {gap}.", "sg p", f"buss rong kevad vastus suvi arst {KNOWN}"),
    _government("{who} kardab {gap}.", "sg p", "koer ämblik torm hunt karu eksam madu kõrgus pimedus"),
    _government("{who} armastab {gap}.", "sg p", "loodus muusika meri šokolaad talv suvi mets kunst"),
    _government("{who} aitab tihti {gap}.", "sg p", KNOWN),
    _government("{who} tuli ilma {gap}.", "sg ab", f"vihmavari raamat kingitus lips telefon pilet võti {KNOWN}"),
    _government("{who} tuli peole koos {gap}.", "sg kom", f"{KNOWN} kirjanik laulja kolleeg"),
    _government("{who} magas kuni {gap}.", "sg ter", "õhtu hommik lõuna koosolek südaöö"),
    _government("{who} elab siin alates {gap}.", "sg el", "kevad suvi sügis talv sünd"),
    _government("{who} hoolib väga {gap}.", "sg el", f"loodus {KNOWN} pere kodu töö tervis"),
    _government("{who} unistab {gap}.", "sg el", "maja puhkus jalgratas meri koer auto võit suvi reisimine"),
    _government("{who} huvitub {gap}.", "sg el", "muusika ajalugu kunst sport tehnika loodus kirjandus ilm"),
    _government("{who} loobus {gap}.", "sg el", "suhkur kohv auto puhkus plaan televiisor võistlus šokolaad"),
    _government("{who} sõltub väga {gap}.", "sg el", f"ilm töö raha {KNOWN}"),
    _government("{who} kahtleb {gap}.", "sg in", "vastus otsus plaan edu võit tulemus lahendus"),
    _government("{who} osales {gap}.", "sg in", "võistlus kontsert koosolek mäng projekt etendus matk"),
    _government("{who} pettus {gap}.", "sg in", f"film raamat tulemus {KNOWN} töö hotell puhkus"),
    _government("{who} sarnaneb välimuselt {gap}.", "sg kom", KNOWN),
    _government("{who} kohtus eile {gap}.", "sg kom", f"{KNOWN} kirjanik arst laulja"),
    _government("{who} tegeleb {gap}.", "sg kom", "sport muusika aiandus käsitöö kunst teadus ujumine"),
    _government("{who} harjus kiiresti {gap}.", "sg kom", "töö linn kliima koer korter koolimaja müra treener"),
    _government("{who} nõustus {gap}.", "sg kom", f"plaan ettepanek otsus arvamus hind {KNOWN}"),
    _government("{who} sõidab tööle {gap}.", "sg kom", "buss auto rong tramm jalgratas takso paat"),
    _government("{who} mõtleb tihti {gap}.", "sg all", f"suvi tulevik töö puhkus kodu meri {KNOWN}"),
    _government("{who} helistab homme {gap}.", "sg all", f"{KNOWN} arst kolleeg direktor"),
    _government("{who} keskendub {gap}.", "sg all", "töö eksam mäng ülesanne võistlus laul"),
    _government("{who} kinkis raamatu {gap}.", "sg all", KNOWN),
    _government("{who} küsis nõu {gap}.", "sg abl", f"{KNOWN} arst direktor juuksur"),
    _government("{who} tahab saada {gap}.", "sg tr", "arst piloot laulja kirjanik insener näitleja kokk kunstnik"),
    _government("{who} õpib ülikoolis {gap}.", "sg tr", "arst insener õpetaja loomaarst ajakirjanik tõlkija"),
    _government("{who} töötab {gap}.", "sg es", "arst kokk insener õpetaja juuksur müüja tõlkija aednik pagar"),
    _government("{who} kohtas tänaval palju {gap}.", "pl p", "inimene turist õpilane laps tuttav tüdruk koolilaps"),
    _government("{who} teab, et kõik {gap} on juba kohal.", "pl n", "õpilane laps külaline mängija näitleja õpetaja"),
    _government("{who} nägi metsas mitut {gap}.", "sg p", "põder jänes rebane karu hunt orav lind inimene"),
    _government("{who} armus {gap}.", "sg ill", "naaber laulja näitleja tantsija kunstnik turist"),
    _government("{who} suhtub hästi {gap}.", "sg ill", "naaber õpetaja koer õpilane kass külaline loomaarst"),
)
SUBJECTS = (*PEOPLE, "see mees", "see naine", "meie naaber", "minu sõber", "tema õde", "sinu vend", "teie õpetaja")
