"""YAML with the line of every key: plain data, positions, and every problem of the syntax."""

from collections.abc import Iterator
from typing import Any

import yaml

from alpaca_est.errors import PipelineError
from alpaca_est.text import excerpt

Path = tuple[str | int, ...]
Lines = dict[Path, int]


class _Loader(yaml.SafeLoader):
    """YAML where only `true` and `false` are truth values, so that the language code `no` stays a text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile(r"^(?:true|false)$"), list("tf"))


def parse(text: str, shown: str) -> tuple[Any, Lines, list[str]]:
    """Data, the line of every path in it, and problems such as a key that stands twice.

    Raises `PipelineError` where the text is no YAML at all.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: Lines = {(): 1}
        problems = list(_walk(node, (), lines, shown)) if node else []
        return (loader.construct_document(node) if node else None), lines, problems
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise PipelineError(f"{shown}:{mark.line + 1 if mark else 1}: not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise PipelineError(f"{shown}:1: not YAML: {excerpt(str(error), 120)}") from None
    finally:
        loader.dispose()


def value(text: str) -> Any:
    """A value from the command line, read as YAML; what is no YAML is a text."""
    try:
        return yaml.load(text, _Loader)
    except yaml.YAMLError:
        return text


def line_of(path: Path, lines: Lines) -> int:
    """The line of a path, or of its nearest ancestor that has one."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _walk(node: yaml.Node, path: Path, lines: Lines, shown: str) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        yield from _walk_mapping(node, path, lines, shown)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[(*path, number)] = item.start_mark.line + 1
            yield from _walk(item, (*path, number), lines, shown)


def _walk_mapping(node: yaml.MappingNode, path: Path, lines: Lines, shown: str) -> Iterator[str]:
    for key, item in node.value:
        inner = (*path, str(key.value))
        line = key.start_mark.line + 1
        if inner in lines:
            yield f"{shown}:{line}: {key.value}: stands already in line {lines[inner]}, wanted each key once"
        lines[inner] = line
        yield from _walk(item, inner, lines, shown)
