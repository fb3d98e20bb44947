"""The page's words in Estonian and English, from assets/words.yaml."""

from functools import cache
from importlib import resources

import yaml

LANGUAGES = {"et": "Eesti", "en": "English"}


@cache
def _all() -> dict[str, tuple[str, str]]:
    path = resources.files("alpaca_est.review") / "assets" / "words.yaml"
    found: dict[str, tuple[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def words(lang: str) -> dict[str, str]:
    """Every word of the page in one language."""
    place = list(LANGUAGES).index(lang)
    return {name: spellings[place] for name, spellings in _all().items()}


def spoken(chosen: str, accepted: str) -> str:
    """The language to show: the chosen one, else English where the browser prefers it, else Estonian."""
    if chosen in LANGUAGES:
        return chosen
    wanted = (part.partition(";")[0].strip()[:2].lower() for part in accepted.split(","))
    return next((lang for lang in wanted if lang in LANGUAGES), "et")
