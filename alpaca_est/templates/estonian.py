"""Estonian templates. The instruction stands before the input always: it says „järgmine tekst“ and the like."""

from alpaca_est.templates.template import Template, Templates

TEMPLATES = Templates(
    without_input=(
        Template("plain", 0.20, "{instruction}"),
        Template("headings", 0.10, "### Juhis:\n{instruction}\n\n### Vastus:"),
        Template("labels", 0.10, "Juhis: {instruction}\n\nVastus:"),
        Template("task", 0.05, "Ülesanne: {instruction}"),
        Template("answer", 0.05, "{instruction}\n\nVastus:"),
        Template("complete", 0.05, "Täida järgmine ülesanne.\n\n{instruction}"),
        Template(
            "below", 0.05, "Allpool on ülesanne. Lahenda see ja kirjuta vastus.\n\nÜlesanne: {instruction}\n\nVastus:"
        ),
        Template("help", 0.05, "Palun aita mind järgmise ülesandega.\n\n{instruction}"),
        Template("dialogue", 0.05, "Kasutaja: {instruction}\n\nAbiline:"),
        Template("read", 0.05, "Loe juhis läbi ja toimi selle järgi.\n\nJuhis: {instruction}"),
        Template("reply", 0.05, "Vasta järgmisele pöördumisele nii hästi, kui oskad.\n\n{instruction}"),
        Template("markdown", 0.05, "# Ülesanne\n\n{instruction}\n\n# Lahendus"),
        Template("yours", 0.05, "Sinu ülesanne on järgmine.\n\n{instruction}"),
        Template("follow", 0.05, "Järgi seda juhist: {instruction}"),
        Template("given", 0.05, "Siin on sulle ülesanne:\n\n{instruction}\n\nSinu vastus:"),
    ),
    with_input=(
        Template("plain", 0.20, "{instruction}\n\n{input}"),
        Template("headings", 0.10, "### Juhis:\n{instruction}\n\n### Sisend:\n{input}\n\n### Vastus:"),
        Template("labels", 0.10, "Juhis: {instruction}\n\nSisend:\n{input}\n\nVastus:"),
        Template("task", 0.05, "Ülesanne: {instruction}\n\nSisend:\n{input}"),
        Template("answer", 0.05, "{instruction}\n\nSisend:\n{input}\n\nVastus:"),
        Template(
            "complete",
            0.05,
            "Täida järgmine ülesanne, lähtudes sisendist.\n\nÜlesanne: {instruction}\n\nSisend:\n{input}",
        ),
        Template(
            "below",
            0.05,
            "Allpool on ülesanne ja selle juurde kuuluv sisend. Lahenda ülesanne ja kirjuta vastus.\n\n"
            "Ülesanne: {instruction}\n\nSisend:\n{input}\n\nVastus:",
        ),
        Template("help", 0.05, "Palun aita mind järgmise ülesandega.\n\n{instruction}\n\nSisend on siin:\n{input}"),
        Template("dialogue", 0.05, "Kasutaja: {instruction}\n\n{input}\n\nAbiline:"),
        Template(
            "read",
            0.05,
            "Loe juhis ja sisend läbi ning toimi juhise järgi.\n\nJuhis: {instruction}\n\nSisend:\n{input}",
        ),
        Template(
            "reply",
            0.05,
            "Vasta järgmisele pöördumisele nii hästi, kui oskad. Arvesta ka sisendiga.\n\n"
            "{instruction}\n\nSisend:\n{input}",
        ),
        Template("markdown", 0.05, "# Ülesanne\n\n{instruction}\n\n# Sisend\n\n{input}\n\n# Lahendus"),
        Template(
            "yours",
            0.05,
            "Sinu ülesanne on järgmine.\n\n{instruction}\n\nÜlesanne käib selle sisendi kohta:\n\n{input}",
        ),
        Template("follow", 0.05, "Järgi seda juhist: {instruction}\n\nSee käib järgmise sisendi kohta.\n\n{input}"),
        Template("given", 0.05, "{instruction}\n\n---\n\n{input}\n\n---\n\nSinu vastus:"),
    ),
)
