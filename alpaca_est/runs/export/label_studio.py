"""Label Studio: what is flagged, as tasks with the places that filters marked, and the labelling page for them.

The format: labelstud.io/guide/tasks and /guide/predictions; its offsets are in code points, as ours are.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from alpaca_est.record import FIELDS
from alpaca_est.runs.dataset.index import Index
from alpaca_est.runs.dataset.published import Columns, flagged
from alpaca_est.runs.export.rows import Part, flags_of, judged, marking_steps, reasons, write_array


def parts(run: Path, found: Index) -> Iterator[Part]:
    """tasks.json for „Import“, label_config.xml for „Labeling Interface“."""
    yield Part("tasks.json", found.flagged, lambda file: write_array(file, map(_task, flagged(run))))
    yield Part("label_config.xml", 0, lambda file: file.write(_page(marking_steps(run)).encode()))


def _task(row: Columns) -> dict[str, Any]:
    original = row["original"] or {}
    data = {"id": row["id"], **{field: row[field] for field in FIELDS}}
    data |= {f"original_{field}": original.get(field, "") for field in FIELDS}
    data |= {"reasons": "\n".join(reasons(row)), "source": row["source"], "sha256": judged(row)}
    return {"data": data, "predictions": [{"model_version": "alpaca-est", "result": list(_results(row))}]}


def _results(row: Columns) -> Iterator[dict[str, Any]]:
    """The texts to be edited, and each marked place under the name of the step that marked it."""
    for field in FIELDS:
        text = row[field]
        place = {"to_name": field, "origin": "prediction"}
        edited = {"id": f"edited_{field}", "from_name": f"edited_{field}", "type": "textarea"}
        yield {**edited, **place, "value": {"text": [text]}}
        for number, (step, start, end) in enumerate(flags_of(row, field)):
            value = {"start": start, "end": end, "text": text[start:end], "labels": [step]}
            mark = {"id": f"doubt_{field}_{number}", "from_name": f"doubt_{field}", "type": "labels"}
            yield {**mark, **place, "value": value}


def _page(steps: list[str]) -> str:
    """The labelling page: reasons, texts with marked places, texts to edit, the verdict."""
    labels = "".join(f"\n      <Label value={quoteattr(step)}/>" for step in steps or ["doubt"])
    fields = "".join(_field(field, labels) for field in FIELDS)
    choices = "".join(f'\n    <Choice value="{verdict}"/>' for verdict in ("accept", "edit", "reject"))
    return (
        '<View>\n  <Header value="$id"/>\n  <Text name="reasons" value="$reasons"/>'
        f"{fields}\n"
        f'  <Choices name="verdict" toName="output" choice="single" required="true">{choices}\n  </Choices>\n'
        '  <TextArea name="reason" toName="output" placeholder="reason" maxSubmissions="1"/>\n</View>\n'
    )


def _field(field: str, labels: str) -> str:
    """One text: as it was before it was changed, with the marked places, and to be edited."""
    lines = (
        "<View>",
        f'  <Header value="{field}" size="4"/>',
        f'  <Text name="original_{field}" value="$original_{field}"/>',
        f'  <Labels name="doubt_{field}" toName="{field}">{labels}\n    </Labels>',
        f'  <Text name="{field}" value="${field}"/>',
        f'  <TextArea name="edited_{field}" toName="{field}" rows="4" editable="true" maxSubmissions="1"/>',
        "</View>",
    )
    return "".join(f"\n  {line}" for line in lines)
