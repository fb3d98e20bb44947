"""Estonian phrasings of translation tasks; `{target}` is `eesti` or `inglise`, as in `inglise keelde`."""

from alpaca_est.generators.translation.phrasings import Phrasing

PHRASINGS = (
    # with input
    Phrasing("Tõlgi {target} keelde.", weight=3),
    Phrasing("Palun tõlgi see {target} keelde."),
    Phrasing("Tõlkige {source} keelest {target} keelde."),
    Phrasing("Kuidas on see {target} keeles?", "line"),
    Phrasing("Kuidas öelda seda {target} keeles?", "line"),
    Phrasing("Kas sa oskad seda {target} keelde tõlkida?"),
    Phrasing("Pane see {target} keelde ümber."),
    Phrasing("Tõlgi järgmine lause {target} keelde.", "sentence", 3),
    Phrasing("Tõlgi see {source}keelne lause {target} keelde.", "sentence"),
    Phrasing("Tõlkige palun see lause {source} keelest {target} keelde.", "sentence"),
    Phrasing("Kuidas kõlab see lause {target} keeles?", "sentence"),
    Phrasing("Kuidas te selle lause {target} keelde tõlgiksite?", "sentence"),
    Phrasing("Kirjuta sama lause {target} keeles.", "sentence"),
    Phrasing("Milline on selle lause {target}keelne vaste?", "sentence"),
    Phrasing("Leia sellele {source}keelsele lausele loomulik {target}keelne vaste.", "sentence"),
    Phrasing("Tõlgi järgmine tekst {target} keelde.", "text", 3),
    Phrasing("Tõlgi {source}keelne tekst {target} keelde ja ära jäta midagi vahele.", "text"),
    Phrasing("Tõlkige see tekst {source} keelest {target} keelde.", "text"),
    Phrasing("Koosta tekstist {target}keelne tõlge.", "text"),
    Phrasing("Kuidas kõlaks see tekst {target} keeles?", "text"),
    Phrasing("Oled tõlkija. Pane järgmine tekst {source} keelest {target} keelde ümber.", "text"),
    Phrasing("Palun tehke sellest tekstist täielik {target}keelne tõlge.", "text"),
    # without input
    Phrasing("Tõlgi {source} keelest {target} keelde: {text}", "line", 2),
    Phrasing("Tõlgi {source} keelest {target} keelde:\n{text}"),
    Phrasing("{text}\n\nTõlgi see {source} keelest {target} keelde."),
    Phrasing("Kuidas tõlkida {source} keelest {target} keelde „{text}“?", "line"),
    Phrasing("Palun tõlkige {source} keelest {target} keelde: „{text}“", "line"),
    Phrasing("Tõlgi {source}keelne lause „{text}“ {target} keelde.", "sentence", 2),
    Phrasing("Kuidas kõlab {target} keeles {source}keelne lause „{text}“?", "sentence"),
    Phrasing("Anna {source}keelsele lausele „{text}“ {target}keelne vaste.", "sentence"),
    Phrasing("Kuidas te tõlgiksite {target} keelde selle {source}keelse lause?\n{text}", "sentence"),
    Phrasing("Tõlgi järgmine {source}keelne tekst {target} keelde:\n\n{text}", "text", 2),
    Phrasing("Palun tõlkige see tekst {source} keelest {target} keelde:\n\n{text}", "text"),
    Phrasing("Siin on {source}keelne tekst, mis tuleb panna {target} keelde:\n\n{text}", "text"),
    Phrasing("Vajan {source}keelse teksti tõlget {target} keelde:\n\n{text}", "text"),
)
