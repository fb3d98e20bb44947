"""The card of an adapter: what it was trained on, with what, and what the check found."""

from alpaca_est.tuning.report import CheckReport

TEXT = """---
base_model: {model}
library_name: peft
tags: [lora, instruction-tuning, alpaca-est]
---
# Adapter of the LoRA check of {name}

{verdict}

| | |
|---|---|
| base | {model}, {parameters:,} parameters |
| data | {name}, shards {fingerprint} |
| rows | {rows:,} trained on, {held:,} held out |
| seed | {seed} |
| libraries | {versions} |

Made to judge the dataset, not to be used: it saw a sample of the rows for a short time. It loads with
`peft.PeftModel.from_pretrained(base, folder)`. {served}{home}
"""


HOME = "\nIts base was made on the spot and stands in `work-*/base` beside this folder."


def card(report: CheckReport, served: str) -> str:
    """The card as Markdown; `served` is how servers take the adapter."""
    data = next((study for study in report.studies if study.name == "data"), None)
    return TEXT.format(
        model=report.model,
        name=report.name,
        verdict=report.verdict,
        parameters=report.parameters,
        fingerprint=report.fingerprint[:16],
        rows=data.rows if data else 0,
        held=report.held,
        seed=report.settings["seed"],
        served=served,
        home=HOME if report.model == "tiny" else "",
        versions=", ".join(f"{name} {version}" for name, version in report.versions.items()),
    )
