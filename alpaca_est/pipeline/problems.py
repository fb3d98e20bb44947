"""What is wrong with a pipeline, in sentences: where, what was found, what was wanted."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from alpaca_est.pipeline.lines import Lines, Path, line_of
from alpaca_est.project import nearest
from alpaca_est.text import excerpt

WANTED = {
    "bool": "true or false",
    "dict": "settings (name: value)",
    "dict_type": "settings (name: value)",
    "float": "a number",
    "int": "a whole number",
    "list": "a list",
    "model_type": "settings (name: value)",
    "string": "text",
    "tuple": "a list",
}


def sentences(error: ValidationError, data: Any, lines: Lines, shown: str, known: Mapping[str, list[str]]) -> list[str]:
    """A line per problem; `known` holds the settings of every kind of step."""
    return [
        f"{shown}:{line_of(path, lines)}: {title(path, data)}: {sentence(details, path, data, known)}"
        for details in error.errors()
        if details["type"] != "too_short" or not details["input"]
        for path in [located(details["loc"], data)]
    ]


def located(location: tuple[str | int, ...], data: Any) -> Path:
    """The path of an error in the file: what pydantic adds to it (the name of a kind) left out."""
    path: list[str | int] = []
    for number, part in enumerate(location):
        last = number == len(location) - 1
        inside = (isinstance(data, dict) and part in data) or (isinstance(data, list) and isinstance(part, int))
        if inside or (last and isinstance(data, dict) and part != data.get("step")):
            path.append(part)
            data = data[part] if inside else None
    return tuple(path)


def title(path: Path, data: Any) -> str:
    """A path as `--set` would name it: list items by their name where they have one."""
    parts: list[str] = []
    for part in path:
        data = _inside(data, part)
        name = (data.get("name") or data.get("step")) if isinstance(data, dict) and isinstance(part, int) else None
        parts.append(str(name or part))
    return ".".join(parts) or "pipeline"


def _inside(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    return data[part] if isinstance(data, list) and isinstance(part, int) and part < len(data) else None


def sentence(details: ErrorDetails, path: Path, data: Any, known: Mapping[str, list[str]]) -> str:
    """What was found and what was wanted."""
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(path, data, known)
    if kind == "missing":
        return "missing, wanted a value"
    if kind == "union_tag_invalid":
        names = sorted(name for name in known if not name.endswith(":"))
        found = str(context["tag"])
        return f"no step {found!r}{nearest(found, names)}; wanted one that `alpaca-est steps` lists, or of a plugin"
    if kind == "union_tag_not_found":
        return "has no `step:`, wanted the name of a step"
    if kind in ("setting", "value_error"):
        return str(context.get("text") or context.get("error"))
    return f"found {_value(details['input'])}, wanted {_wanted(kind, context, details['msg'])}"


def _wanted(kind: str, context: Mapping[str, Any], message: str) -> str:
    bounds = {
        "greater_than": "a number above {gt}",
        "greater_than_equal": "a number of at least {ge}",
        "less_than": "a number below {lt}",
        "less_than_equal": "a number of at most {le}",
        "literal_error": "{expected}",
        "string_pattern_mismatch": "text like {pattern}",
        "too_short": "at least {min_length} of them",
    }
    if kind in bounds:
        return bounds[kind].format(**context)
    return WANTED.get(kind) or WANTED.get(kind.partition("_")[0], message[:1].lower() + message[1:])


def _value(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "settings"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return repr(excerpt(value)) if isinstance(value, str) else str(value)


def _unknown(path: Path, data: Any, known: Mapping[str, list[str]]) -> str:
    for part in path[:-1]:
        data = _inside(data, part)
    step = data.get("step") if isinstance(data, dict) else None
    names = known.get(step if isinstance(step, str) else _subject(path), [])
    options = [name for name in names if name not in ("step", "lang", "seed")] if step else names
    wanted = f"; wanted one of {', '.join(options)}" if options else ""
    return f"no such setting{nearest(str(path[-1]), names)}{wanted}"


NESTED = ("hub", "columns", "price", "budget", "pool", "publish", "preference", "mixture", "at_most", "balance")


def _subject(path: Path) -> str:
    """Which settings an unknown key stands among, as `known` names them."""
    keys = [part for part in path[:-1] if isinstance(part, str)]
    if not keys:
        return "pipeline:"
    return f"{keys[-1] if keys[-1] in NESTED else keys[0]}:"


def unknown_models(data: Any, lines: Lines, shown: str) -> Iterator[str]:
    """Steps that name a model which does not stand under `models:`."""
    models = data.get("models") or {}
    for path, step in step_entries(data):
        engines = step.get("engines")
        named: list[tuple[Path, Any]] = [((*path, "model"), step.get("model"))]
        named += [((*path, "engines"), name) for name in engines] if isinstance(engines, list) else []
        for place, model in named:
            if isinstance(model, str) and isinstance(models, dict) and model not in models:
                wanted = f"wanted one of {', '.join(map(str, models))}" if models else "and there are no models at all"
                where = f"{shown}:{line_of(place, lines)}: {title(place, data)}"
                yield f"{where}: no {model!r} under models:{nearest(model, map(str, models))}; {wanted}"


def repeated_names(data: Any, lines: Lines, shown: str) -> Iterator[str]:
    """Steps of one pipeline that share a name."""
    first: dict[str, int] = {}
    for path, step in step_entries(data):
        name = str(step.get("name") or step.get("step"))
        line = line_of(path, lines)
        if name in first:
            where = f"{shown}:{line}: {title(path, data)}"
            yield f"{where}: stands already in line {first[name]}, wanted a `name:` of its own"
        first.setdefault(name, line)


def step_entries(data: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every step of raw pipeline data with its path."""
    sources = data.get("sources")
    for number, source in enumerate(sources if isinstance(sources, list) else ()):
        if isinstance(source, dict):
            yield from _entries(source.get("steps"), ("sources", number, "steps"))
    yield from _entries(data.get("steps"), ("steps",))


def _entries(steps: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        if isinstance(step, dict):
            yield (*path, number), step
