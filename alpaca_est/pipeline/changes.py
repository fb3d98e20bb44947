"""`--set KEY=VALUE`: one setting of a pipeline changed from the command line."""

from collections.abc import Sequence
from typing import Any

from alpaca_est.errors import PipelineError
from alpaca_est.pipeline.lines import value
from alpaca_est.pipeline.problems import step_entries
from alpaca_est.project import nearest

FREE = ("mixture.at_most.licences", "mixture.balance.weights", "publish.tokenizers")
"""Settings below which anything is a name, such as the licence CC-BY-NC-4.0."""


def apply(changes: Sequence[str], data: dict[str, Any]) -> None:
    """Change raw pipeline data in place; `null` removes a setting."""
    for change in changes:
        key, equals, text = change.partition("=")
        if not equals or not key.strip():
            raise PipelineError(f"--set {change}: found no `=`, wanted KEY=VALUE such as target=100")
        *way, last = _parts(key.strip())
        place = _place(way, data, change)
        if (new := value(text)) is None:
            place.pop(last, None)
        else:
            place[last] = new


def _parts(key: str) -> list[str]:
    """A key at its dots; names below some settings have dots of their own."""
    for group in FREE:
        if key.startswith(f"{group}.") and len(key) > len(group) + 1:
            return [*group.split("."), key[len(group) + 1 :]]
    return key.split(".")


def _place(way: list[str], data: dict[str, Any], change: str) -> dict[str, Any]:
    if way[:1] == ["steps"] and len(way) > 1:
        named = {str(step.get("name") or step.get("step")): step for _, step in step_entries(data)}
        return _descend(way[2:], _named(way[1], named, "step", change), change)
    if way[:1] == ["sources"] and len(way) > 1:
        sources = [source for source in data.get("sources") or () if isinstance(source, dict)]
        found = _named(way[1], {str(source.get("name")): source for source in sources}, "source", change)
        return _descend(way[2:], found, change)
    if way[:1] == ["models"] and len(way) > 1:
        found = _named(way[1], data.get("models") or {}, "model", change)
        return _descend(way[2:], found, change)
    return _descend(way, data, change)


def _named(name: str, known: dict[str, Any], kind: str, change: str) -> dict[str, Any]:
    if not isinstance(known.get(name), dict):
        raise PipelineError(
            f"--set {change}: no {kind} {name!r}{nearest(name, known)}; wanted one of {', '.join(sorted(known))}"
        )
    found: dict[str, Any] = known[name]
    return found


def _descend(way: list[str], data: dict[str, Any], change: str) -> dict[str, Any]:
    for part in way:
        inner = data.setdefault(part, {})
        if not isinstance(inner, dict):
            raise PipelineError(f"--set {change}: {part} is no group of settings, wanted a key below one")
        data = inner
    return data
