"""Two identifiers of languages behind one function; each is loaded once in a process, when it is first needed."""

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from alpaca_est.errors import PipelineError

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory
    from py3langid.langid import LanguageIdentifier

Probabilities = Mapping[str, float]

LANGDETECT_SEED = 0
TARGET_PRIOR = 0.4
ENGLISH_PRIOR = 0.3


def identify(
    text: str, code: str, neighbours: tuple[str, ...], backend: Literal["py3langid", "langdetect"]
) -> Probabilities:
    """The probability of each language; empty where the text says nothing, as `12 + 7 = 19`.

    Chosen is among `neighbours`, or among all languages the identifier knows where there are none.
    """
    found = _py3langid(text, code, neighbours) if backend == "py3langid" else _langdetect(text, code, neighbours)
    uniform = bool(found) and math.isclose(max(found.values()), min(found.values()), abs_tol=1e-6) and len(found) > 1
    return {} if uniform else found


def _py3langid(text: str, code: str, neighbours: tuple[str, ...]) -> Probabilities:
    identifier = py3langid_identifier(neighbours)
    if code not in identifier.labels:
        raise unknown("py3langid", code, identifier.labels)
    return dict(identifier.rank(text))


@lru_cache(maxsize=8)
def py3langid_identifier(neighbours: tuple[str, ...]) -> "LanguageIdentifier":
    """py3langid's model, restricted to some languages; it does not change after that."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if neighbours:
        identifier.set_languages(list(neighbours))
    return identifier


def _langdetect(text: str, code: str, neighbours: tuple[str, ...]) -> Probabilities:
    from langdetect.lang_detect_exception import LangDetectException

    factory = langdetect_factory(neighbours)
    known = factory.get_lang_list()
    if code not in known:
        raise unknown("langdetect", code, known)
    detector = factory.create()
    detector.set_prior_map(priors(code, known))
    detector.append(text)
    try:
        return {**dict.fromkeys(known, 0.0), **{found.lang: found.prob for found in detector.get_probabilities()}}
    except LangDetectException:  # no letters
        return {}


def priors(code: str, known: list[str]) -> Probabilities:
    """How probable languages are before reading: the wanted one first, then English, then the others alike."""
    prior = dict.fromkeys(known, (1 - TARGET_PRIOR - ENGLISH_PRIOR) / len(known))
    return {**prior, "en": ENGLISH_PRIOR, code: TARGET_PRIOR}


@lru_cache(maxsize=8)
def langdetect_factory(neighbours: tuple[str, ...]) -> "DetectorFactory":
    """A detector factory of our own with a seed; langdetect's shared one is left as it is."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(LANGDETECT_SEED)
    profiles = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if not path.name.startswith((".", "_")))
    chosen = [path for path in profiles if not neighbours or path.name in neighbours]
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in chosen])
    return factory


def unknown(backend: str, code: str, known: list[str]) -> PipelineError:
    """The setting that cannot be: a language that the identifier has never seen."""
    return PipelineError(f"step language: {backend} does not know {code!r}, only {', '.join(sorted(known))}")
