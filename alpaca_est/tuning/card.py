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
`peft.PeftModel.from_pretrained(base, folder)` and as a LoRA module of vLLM.
"""


def card(report: CheckReport) -> str:
    """The card as Markdown."""
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
        versions=", ".join(f"{name} {version}" for name, version in report.versions.items()),
    )
