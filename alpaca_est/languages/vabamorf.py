"""Vabamorf, the morphology of Estonian inside EstNLTK, loaded without the rest of that package.

`import estnltk` takes 2.4 s, 170 MB and packages that nothing here needs; its folder `vabamorf` alone 0.1 s and 36 MB.
"""

import importlib
import importlib.util
import os
import sys
import unicodedata
from functools import cache
from pathlib import Path
from threading import Lock
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


_LOADING = Lock()


def _engine(process: int) -> Any:
    """This process's engine; its own `instance()` may be asked by one thread at a time while it is being made."""
    with _LOADING:
        return _made(process)


@cache
def _made(process: int) -> Any:  # noqa: ARG001 (a forked process needs an engine of its own)
    return _morf().Vabamorf.instance()


def analyses(word: str) -> tuple[Analysis, ...]:
    """Every reading of one word form, none where it is unknown; nothing is guessed, names must be in the lexicon."""
    composed = unicodedata.normalize("NFC", word)
    if not composed.strip() or any(character.isspace() for character in composed):
        return ()
    engine = _engine(os.getpid())
    [found] = engine.analyze([composed], guess=False, propername=False, disambiguate=False)
    return tuple(
        Analysis(one["lemma"], one["partofspeech"], one["form"], tuple(one["root_tokens"])) for one in found["analysis"]
    )


def suggestions(word: str) -> tuple[str, ...]:
    """Spellings that Vabamorf proposes for an unknown word, the likeliest first."""
    _engine(os.getpid())
    [found] = _morf().spellcheck([unicodedata.normalize("NFC", word)], suggestions=True)
    return tuple(found["suggestions"])


def synthesize(lemma: str, form: str, part: str) -> tuple[str, ...]:
    """Every form of a lemma in a cell, as `maja`, `pl p`, `S`: maju, majasid; none where the lemma is unknown."""
    return tuple(_engine(os.getpid()).synthesize(lemma, form, part, guess=False))


def syllables(word: str) -> tuple[str, ...]:
    """The syllables of a word as Vabamorf divides it; in foreign words and unknown compounds it may err."""
    _engine(os.getpid())
    return tuple(found["syllable"] for found in _morf().syllabify_word(word, as_dict=True))
