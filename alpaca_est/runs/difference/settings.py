"""Settings that differ between two runs, by the names that a pipeline file gives them."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from alpaca_est.runs.folder import Manifest

UNSET = ""


class Setting(msgspec.Struct, frozen=True):
    """A setting and its value on each side; empty where a side does not have it."""

    name: str
    a: str
    b: str


def settings(a: Manifest, b: Manifest) -> list[Setting]:
    """Everything that can change a record, then target, publication and versions; equal ones left out."""
    before, after = dict(_told(a)), dict(_told(b))
    names = [name for name in dict.fromkeys([*before, *after]) if not _of_one_side(name, before, after)]
    return [
        Setting(name, before.get(name, UNSET), after.get(name, UNSET))
        for name in names
        if before.get(name, UNSET) != after.get(name, UNSET)
    ]


def _of_one_side(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether a setting is one of a step or source that the other side lacks: which these are is told by their names.

    Its kind is told, as `steps.length.step`; its twenty other settings would hide what differs elsewhere.
    """
    group, _, rest = name.partition(".")
    one, _, last = rest.partition(".")
    if group != "steps" or not last or last == "step":
        return False
    kind = f"{group}.{one}.step"
    return (kind in before) != (kind in after)


def _told(manifest: Manifest) -> Iterator[tuple[str, str]]:
    yield from manifest.identity.items()
    yield "target", str(manifest.pipeline["target"])
    yield from _flat("publish", manifest.pipeline["publish"])
    yield from ((f"endpoint of {name}", endpoint) for name, endpoint in manifest.endpoints.items())
    yield "alpaca-est", manifest.version
    yield from ((f"package {name}", version) for name, version in manifest.packages.items())


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", inner)
    else:
        yield name, str(value)
