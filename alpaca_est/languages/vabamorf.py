"""Vabamorf, the morphology of Estonian inside EstNLTK, loaded without the rest of that package.

`import estnltk` takes 2.4 s, 170 MB and packages that nothing here needs; its folder `vabamorf` alone 0.1 s and 36 MB.
"""

import importlib
import importlib.util
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

PRIVATE = "_alpaca_est_vabamorf"


class Analysis(NamedTuple):
    """One reading of a word form: lemma, part of speech (S, A, V, H, …), form (`sg n`, `da`), parts of the root."""

    lemma: str
    part: str
    form: str
    root: tuple[str, ...]


@cache
def installed() -> bool:
    """Whether EstNLTK is there."""
    return importlib.util.find_spec("estnltk") is not None


@cache
def _morf() -> Any:
    specification = importlib.util.find_spec("estnltk")
    assert specification is not None, "asked for Vabamorf without EstNLTK"
    assert specification.submodule_search_locations is not None
    folder = Path(specification.submodule_search_locations[0]) / "vabamorf"
    private = importlib.util.spec_from_file_location(
        PRIVATE, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert private is not None
    assert private.loader is not None
    module = importlib.util.module_from_spec(private)
    sys.modules[PRIVATE] = module
    private.loader.exec_module(module)
    return importlib.import_module(f"{PRIVATE}.morf")


def analyses(word: str) -> tuple[Analysis, ...]:
    """Every reading of one word form, none where it is unknown; nothing is guessed, names must be in the lexicon."""
    composed = unicodedata.normalize("NFC", word)
    if not composed.strip() or any(character.isspace() for character in composed):
        return ()
    engine = _morf().Vabamorf.instance()
    [found] = engine.analyze([composed], guess=False, propername=False, disambiguate=False)
    return tuple(
        Analysis(one["lemma"], one["partofspeech"], one["form"], tuple(one["root_tokens"])) for one in found["analysis"]
    )


def suggestions(word: str) -> tuple[str, ...]:
    """Spellings that Vabamorf proposes for an unknown word, the likeliest first."""
    [found] = _morf().spellcheck([unicodedata.normalize("NFC", word)], suggestions=True)
    return tuple(found["suggestions"])


def synthesize(lemma: str, form: str, part: str) -> tuple[str, ...]:
    """Every form of a lemma in a cell, as `maja`, `pl p`, `S`: maju, majasid; none where the lemma is unknown."""
    return tuple(_morf().Vabamorf.instance().synthesize(lemma, form, part, guess=False))
