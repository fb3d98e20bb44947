"""Label Studio: tasks with our texts as predictions, and its exported annotations."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est import project
from alpaca_est.decision import judged
from alpaca_est.errors import DataError
from alpaca_est.record import FIELDS, Record
from alpaca_est.review.exchange import VERDICTS, Answer, shown_reasons, texts_of
from alpaca_est.review.reasons import REASONS


def labelling() -> str:
    """The labelling configuration that a project needs (Settings, Labeling Interface, Code)."""
    texts = "".join(
        f'<Header value="{field}"/><Text name="text_{field}" value="${field}"/>'
        f'<TextArea name="{field}" toName="text_{field}" rows="4" editable="true" maxSubmissions="1"/>'
        for field in FIELDS
    )
    verdicts = "".join(f'<Choice value="{verdict}"/>' for verdict in VERDICTS)
    reasons = "".join(f'<Choice value="{reason}"/>' for reason in REASONS)
    return (
        f'<View><Text name="why" value="$why"/>{texts}'
        f'<Choices name="verdict" toName="text_output" choice="single" required="true">{verdicts}</Choices>'
        f'<Choices name="reasons" toName="text_output" choice="multiple">{reasons}</Choices>'
        '<TextArea name="note" toName="text_output" rows="1"/></View>'
    )


def write(path: Path, records: Sequence[Record]) -> None:
    """A JSON list of tasks, and the labelling configuration beside it (.xml)."""
    project.write(path, msgspec.json.format(msgspec.json.encode([_task(record) for record in records]), indent=1))
    project.write(path.with_suffix(".xml"), labelling().encode())


def _task(record: Record) -> dict[str, Any]:
    result = [
        {"from_name": field, "to_name": f"text_{field}", "type": "textarea", "value": {"text": [text]}}
        for field, text in texts_of(record)
    ]
    data = {"id": record.id, "sha256": judged(record), "why": shown_reasons(record), **dict(texts_of(record))}
    return {"data": data, "predictions": [{"model_version": "alpaca-est", "result": result}]}


def read(path: Path) -> Iterator[Answer]:
    """The annotations of an export in JSON; each annotator's is a decision."""
    try:
        tasks = msgspec.json.decode(path.read_bytes(), type=list[dict[str, Any]])
        for number, task in enumerate(tasks):
            for annotation in task.get("annotations", ()):
                yield _answer(f"{path}: task {number + 1}", task["data"], annotation)
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: not an export of Label Studio in JSON ({error!r})") from None


def _answer(where: str, data: dict[str, Any], annotation: dict[str, Any]) -> Answer:
    values = {one["from_name"]: one["value"] for one in annotation["result"]}
    texts = {name: value["text"] for name, value in values.items() if "text" in value}
    single = {name: text if isinstance(text, str) else "\n".join(text) for name, text in texts.items()}
    person = annotation.get("completed_by", "")
    return Answer(
        where=where,
        id=str(data["id"]),
        sha256=str(data["sha256"]),
        verdict=next(iter(values.get("verdict", {}).get("choices", ())), ""),
        by=str(person.get("email", person.get("id", "")) if isinstance(person, dict) else person),
        edit={field: single[field] for field in FIELDS if field in single},
        reasons=tuple(values.get("reasons", {}).get("choices", ())),
        note=single.get("note", ""),
    )
