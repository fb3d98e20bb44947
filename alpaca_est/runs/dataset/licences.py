"""Licences in families, and which families may stand in one config.

| family | licences | what they ask of those who use a row |
|---|---|---|
| permissive | CC0, CC BY, ODC-By, PDDL, MIT, Apache, BSD, … | at most to name the makers |
| share_alike | CC BY-SA, ODbL, GPL, GFDL, MPL, EUPL, … | to publish what is made of it under the same licence |
| non_commercial | CC BY-NC, CC BY-NC-SA, whatever says “non-commercial” | to earn nothing with it |
| no_derivatives | CC BY-ND, CC BY-NC-ND | to hand it on as it is, so neither translated nor edited |
| unknown | all others, and none | to read the licence first |

A dataset may be used as its strictest row may: rows of two families are published together only where the pipeline says
so. Rows of unknown licence break no promise that is known; they stand with any family and are counted on the card.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, get_args

Family = Literal["permissive", "share_alike", "non_commercial", "no_derivatives", "unknown"]
Together = Literal["same", "apart", "mixed"]
FAMILIES: tuple[Family, ...] = get_args(Family)
STRICTEST: tuple[Family, ...] = ("permissive", "unknown", "share_alike", "non_commercial", "no_derivatives")
SIGNS: Mapping[Family, str] = {
    "no_derivatives": r"\bnd\b|no-?deriv",
    "non_commercial": r"\bnc\b|non-?commercial|research-only",
    "share_alike": r"\bsa\b|share-?alike|^(odbl|[al]?gpl|gfdl|mpl|eupl|epl|cddl|osl|cdla-sharing)\b",
    "permissive": r"^(cc-?0|cc-(by|zero|pdm?)|odc-by|pddl|(0|x)?(mit|bsd)|apache|isc|zlib|unlicen[sc]e|cdla-permissive"
    r"|public-domain|boost|bsl-1|artistic|postgresql|ncsa|wtfpl|afl|ecl|python|psf)\b",
}
"""How the name of a licence (SPDX, the Hub's, or in words) tells its family; the first that fits."""


@cache
def family(licence: str) -> Family:
    """The family of a licence; of `A AND B` the stricter one, of `A OR B` the other, as SPDX has it."""
    written = re.sub(r"[()]", " ", licence.lower())
    choices = [max(map(_family, re.split(r"\s+and\s+", one)), key=STRICTEST.index) for one in written.split(" or ")]
    return min(choices, key=STRICTEST.index)


def _family(name: str) -> Family:
    plain = re.sub(r"[\s_]+", "-", name.strip())
    return next((one for one, signs in SIGNS.items() if re.search(signs, plain)), "unknown")


def config(view: str, licence: str, together: str) -> str:
    """The config that a row stands in: kept apart, `alpaca` is permissive and `alpaca_non_commercial` is not."""
    kind = family(licence)
    return view if together != "apart" or kind == "permissive" else f"{view}_{kind}"


def configs(views: Sequence[str]) -> list[str]:
    """Every config that these views may have, the permissive ones first."""
    return [view if kind == "permissive" else f"{view}_{kind}" for kind in FAMILIES for view in views]


def view_of(name: str) -> str:
    """The view of a config: `alpaca` of `alpaca_non_commercial`."""
    return next((name.removesuffix(f"_{kind}") for kind in FAMILIES if name.endswith(f"_{kind}")), name)


def family_of(name: str) -> Family:
    """The family of a config that stands apart."""
    return next((kind for kind in FAMILIES if name.endswith(f"_{kind}")), "permissive")


def known(licences: Iterable[str]) -> set[Family]:
    """The families of these licences that cannot stand together untold."""
    return {family(licence) for licence in licences} - {"unknown"}


def clash(rows: Mapping[tuple[str, str], int]) -> str:
    """Why rows, counted by source and licence, cannot be published together; empty where they can."""
    kinds = known(licence for _, licence in rows)
    if len(kinds) < 2:
        return ""
    told = "; ".join(_told(kind, rows) for kind in FAMILIES if kind in kinds)
    return (
        f"{told}; wanted rows of one kind. --set publish.licences=apart writes a config for each kind,"
        " --set publish.licences=mixed leaves them together"
    )


def _told(kind: Family, rows: Mapping[tuple[str, str], int]) -> str:
    """How many rows of a family there are, and where they come from."""
    found = {place: count for place, count in sorted(rows.items()) if family(place[1]) == kind}
    places = ", ".join(f"{source} {licence} {count:,}" for (source, licence), count in found.items())
    return f"{sum(found.values()):,} rows are {kind.replace('_', '-')} ({places})"
