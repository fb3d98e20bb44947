"""Estonian templates. The instruction stands before the input always: it says „järgmine tekst“ and the like."""

from alpaca_est.templates.template import Template, Templates

TEMPLATES = Templates(
    without_input=(
        Template(0.20, "{instruction}"),
        Template(0.10, "### Juhis:\n{instruction}\n\n### Vastus:"),
        Template(0.10, "Juhis: {instruction}\n\nVastus:"),
        Template(0.05, "Ülesanne: {instruction}"),
        Template(0.05, "{instruction}\n\nVastus:"),
        Template(0.05, "Täida järgmine ülesanne.\n\n{instruction}"),
        Template(0.05, "Allpool on ülesanne. Lahenda see ja kirjuta vastus.\n\nÜlesanne: {instruction}\n\nVastus:"),
        Template(0.05, "Palun aita mind järgmise ülesandega.\n\n{instruction}"),
        Template(0.05, "Kasutaja: {instruction}\n\nAbiline:"),
        Template(0.05, "Loe juhis läbi ja toimi selle järgi.\n\nJuhis: {instruction}"),
        Template(0.05, "Vasta järgmisele pöördumisele nii hästi, kui oskad.\n\n{instruction}"),
        Template(0.05, "# Ülesanne\n\n{instruction}\n\n# Lahendus"),
        Template(0.05, "Sinu ülesanne on järgmine.\n\n{instruction}"),
        Template(0.05, "Järgi seda juhist: {instruction}"),
        Template(0.05, "Siin on sulle ülesanne:\n\n{instruction}\n\nSinu vastus:"),
    ),
    with_input=(
        Template(0.20, "{instruction}\n\n{input}"),
        Template(0.10, "### Juhis:\n{instruction}\n\n### Sisend:\n{input}\n\n### Vastus:"),
        Template(0.10, "Juhis: {instruction}\n\nSisend:\n{input}\n\nVastus:"),
        Template(0.05, "Ülesanne: {instruction}\n\nSisend:\n{input}"),
        Template(0.05, "{instruction}\n\nSisend:\n{input}\n\nVastus:"),
        Template(0.05, "Täida järgmine ülesanne, lähtudes sisendist.\n\nÜlesanne: {instruction}\n\nSisend:\n{input}"),
        Template(
            0.05,
            "Allpool on ülesanne ja selle juurde kuuluv sisend. Lahenda ülesanne ja kirjuta vastus.\n\n"
            "Ülesanne: {instruction}\n\nSisend:\n{input}\n\nVastus:",
        ),
        Template(0.05, "Palun aita mind järgmise ülesandega.\n\n{instruction}\n\nSisend on siin:\n{input}"),
        Template(0.05, "Kasutaja: {instruction}\n\n{input}\n\nAbiline:"),
        Template(0.05, "Loe juhis ja sisend läbi ning toimi juhise järgi.\n\nJuhis: {instruction}\n\nSisend:\n{input}"),
        Template(
            0.05,
            "Vasta järgmisele pöördumisele nii hästi, kui oskad. Arvesta ka sisendiga.\n\n"
            "{instruction}\n\nSisend:\n{input}",
        ),
        Template(0.05, "# Ülesanne\n\n{instruction}\n\n# Sisend\n\n{input}\n\n# Lahendus"),
        Template(0.05, "Sinu ülesanne on järgmine.\n\n{instruction}\n\nÜlesanne käib selle sisendi kohta:\n\n{input}"),
        Template(0.05, "Järgi seda juhist: {instruction}\n\nSee käib järgmise sisendi kohta.\n\n{input}"),
        Template(0.05, "{instruction}\n\n---\n\n{input}\n\n---\n\nSinu vastus:"),
    ),
)
