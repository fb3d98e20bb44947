"""Percentages: of a number, which share, what whole, how much more or less."""

import random
from decimal import Decimal
from fractions import Fraction

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.people import person
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed, framed
from alpaca_est.generators.figures.written import figure

OF = framed(
    (
        ("Koolis on {whole} õpilast. Neist {rate}% käib trennis. Mitu õpilast käib trennis?", "õpilast"),
        ("Teatri {whole} piletist on müüdud {rate}%. Mitu piletit on müüdud?", "piletit"),
        ("Aias kasvab {whole} puud ja neist {rate}% on õunapuud. Mitu õunapuud on aias?", "õunapuud"),
        ("Küsitlusele vastas {whole} inimest. Neist {rate}% elab maal. Mitu vastanut elab maal?", "vastanut"),
    ),
    Phrasing("Kui palju on {rate}% arvust {whole}? Selgita vastust."),
    Phrasing("Leia {rate}% arvust {whole} ja näita arvutuskäiku."),
    Phrasing("Arvutage protsent arvust.", "{rate}% arvust {whole}"),
    Phrasing("Sul on {whole} marki ja {rate}% neist on Eesti margid. Mitu Eesti marki sul on?", unit="marki"),
    Phrasing("Teil on {whole} raamatut. Neist {rate}% olete läbi lugenud. Mitu raamatut on loetud?", unit="raamatut"),
)
SHARE = framed(
    (
        "Jooksule tuli {whole} inimest, neist {part} jooksis esimest korda. Mitu protsenti osalejatest see on?",
        "Raamatus on {whole} lehekülge, millest {name} on lugenud {part}. Mitu protsenti raamatust on loetud?",
        "Poodi toodi {whole} pätsi leiba ja päeva lõpuks oli müüdud {part}. Mitu protsenti leivast müüdi?",
        "Võistlusel osales {whole} sportlast, kellest {part} lõpetas. Mitu protsenti osalejatest jõudis finišisse?",
    ),
    Phrasing("Mitu protsenti on {part} arvust {whole}?"),
    Phrasing("Leia, mitu protsenti moodustab {part} arvust {whole}."),
    Phrasing("Arvutage osamäär protsentides.", "Osa: {part}\nTervik: {whole}"),
    Phrasing("Te vastasite {whole} küsimusele, neist {part}-le õigesti. Mitu protsenti vastustest oli õiged?"),
)
WHOLE = framed(
    (
        ("Koolis käib bussiga {part} õpilast, see on {rate}% kõigist õpilastest. Mitu õpilast on koolis?", "õpilast"),
        ("Paagis on {part} liitrit kütust ehk {rate}% paagi mahust. Mitu liitrit mahub paaki?", "liitrit"),
        ("{name} on kogunud {part} eurot, see on {rate}% vajaminevast summast. Mitu eurot on kokku vaja?", "eurot"),
    ),
    Phrasing("{rate}% arvust on {part}. Mis arv see on?"),
    Phrasing("Leia arv, millest {rate}% on {part}."),
    Phrasing("Arvutage tervik, kui osa on teada.", "{rate}% arvust on {part}"),
    Phrasing("Sa oled läbinud {part} km ehk {rate}% teekonnast. Kui pikk on kogu teekond?", unit="km"),
    Phrasing("Te olete maksnud {part} eurot ehk {rate}% arvest. Kui suur on kogu arve?", unit="eurot"),
)
CHANGE = framed(
    (
        "Jope hind oli {before} eurot, nüüd on see {after} eurot. Mitu protsenti hind {priced}?",
        "Eelmisel aastal osales laagris {before} last, tänavu {after}. Mitu protsenti osalejate arv {moved}?",
        "Ettevõttes töötas aasta alguses {before} inimest ja lõpus {after}. Mitu protsenti töötajate arv {moved}?",
    ),
    Phrasing("Arv {before} muutus arvuks {after}. Mitu protsenti see {moved}?"),
    Phrasing("Arvuta muutus protsentides: algul {before}, lõpus {after}."),
    Phrasing("Leidke muutus protsentides.", "Enne: {before}\nPärast: {after}"),
    Phrasing("Teie elektriarve oli {before} eurot, järgmisel kuul aga {after} eurot. Mitu protsenti arve {moved}?"),
    Phrasing("Sul oli hoiukassas {before} eurot, nüüd on {after} eurot. Mitu protsenti summa {moved}?"),
)


def _rate_of(chance: random.Random) -> tuple[int, int, int]:
    """A rate, a whole, and the part, which is a whole number too."""
    while True:
        rate = chance.choice((5, 10, 15, 20, 25, 30, 40, 60, 70, 75, 80, 90, chance.randint(2, 98)))
        whole = chance.choice((chance.randint(4, 80) * 10, chance.randint(2, 30) * 25, chance.randint(30, 600)))
        if rate * whole % 100 == 0:
            return rate, whole, rate * whole // 100


def _of(chance: random.Random) -> Draft:
    rate, whole, part = _rate_of(chance)
    one = Fraction(whole, 100)
    output = (
        f"1% arvust {whole} on {whole} : 100 = {figure(one)}, "
        f"seega {rate}% on {rate} · {figure(one)} = {part}.\n{ANSWER}{part}."
    )
    return composed("percent_of", OF, chance, {"rate": rate, "whole": whole}, output=output, given=(rate, whole))


def _doubt_of(draft: Draft) -> str:
    rate, whole = draft.given
    return against(draft, (Decimal(whole) - Decimal(whole) * (100 - rate) / 100).normalize() + 0)


def _share(chance: random.Random) -> Draft | None:
    rate, whole, part = _rate_of(chance)
    if part < 2:
        return None
    output = f"Jagame osa tervikuga ja korrutame sajaga: {part} : {whole} · 100 = {rate}.\n{ANSWER}{rate}%."
    fields = {"part": part, "whole": whole, "name": person(chance).n}
    return composed("percent_share", SHARE, chance, fields, output=output, given=(part, whole))


def _doubt_share(draft: Draft) -> str:
    part, whole = draft.given
    return against(draft, (Decimal(100) / (Decimal(whole) / part)).quantize(Decimal("0.000001")).normalize() + 0)


def _whole(chance: random.Random) -> Draft | None:
    rate, whole, part = _rate_of(chance)
    if part < 2 or (part * 10**4) % rate:
        return None
    one = Fraction(part, rate)
    output = (
        f"1% on {part} : {rate} = {figure(one)}. Tervik ehk 100% on 100 · {figure(one)} = {whole}.\n{ANSWER}{whole}."
    )
    fields = {"rate": rate, "part": part, "name": person(chance).n}
    return composed("percent_whole", WHOLE, chance, fields, output=output, given=(rate, part))


def _doubt_whole(draft: Draft) -> str:
    rate, part = draft.given
    return against(draft, (Decimal(part) * 100 / rate).normalize() + 0)


def _change(chance: random.Random) -> Draft | None:
    before = chance.choice((chance.randint(2, 90) * 10, chance.randint(2, 40) * 25, chance.randint(20, 400)))
    rate = chance.choice(
        (-50, -40, -30, -25, -20, -15, -10, -5, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75, chance.randint(-60, 90))
    )
    if rate == 0 or before * rate % 100:
        return None
    after = before + before * rate // 100
    up = rate > 0
    larger, smaller = max(before, after), min(before, after)
    output = (
        f"Muutus on {larger} − {smaller} = {larger - smaller}. Võrdleme seda algse arvuga: "
        f"{larger - smaller} : {before} · 100 = {abs(rate)}.\n{ANSWER}{abs(rate)}% ({'kasv' if up else 'langus'})."
    )
    fields = {"before": before, "after": after, "moved": "suurenes" if up else "vähenes"}
    fields |= {"priced": "tõusis" if up else "langes"}
    return composed("percent_change", CHANGE, chance, fields, output=output, given=(before, after))


def _doubt_change(draft: Draft) -> str:
    before, after = draft.given
    moved = Decimal(after) / Decimal(before) * 100 - 100
    if (moved > 0) != ("kasv" in draft.output.rpartition("(")[2]):
        return f"{moved}%"
    return against(draft, abs(moved).quantize(Decimal("0.000001")).normalize() + 0)


KINDS = (
    Kind("percent_of", OF, _of, _doubt_of),
    Kind("percent_share", SHARE, _share, _doubt_share),
    Kind("percent_whole", WHOLE, _whole, _doubt_whole),
    Kind("percent_change", CHANGE, _change, _doubt_change),
)
