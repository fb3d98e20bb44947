"""NLLB-200, MADLAD-400 and OPUS-MT models on this machine, through CTranslate2."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from alpaca_est.llm.answers import Final
from alpaca_est.llm.engines.engine import Engine
from alpaca_est.llm.model import Model

END = "</s>"
CONVERT = "wanted one that ct2-transformers-converter made, with its .spm or .model beside model.bin"
NLLB = {
    "et": "est_Latn",
    "en": "eng_Latn",
    "fi": "fin_Latn",
    "lv": "lvs_Latn",
    "ltg": "ltg_Latn",
    "lt": "lit_Latn",
    "de": "deu_Latn",
    "sv": "swe_Latn",
    "da": "dan_Latn",
    "nb": "nob_Latn",
    "ru": "rus_Cyrl",
    "uk": "ukr_Cyrl",
    "pl": "pol_Latn",
    "fr": "fra_Latn",
    "es": "spa_Latn",
    "hu": "hun_Latn",
}


class Family(NamedTuple):
    """How a kind of model reads a sentence: pieces before it, pieces after it, what its translation begins with."""

    name: str
    before: Callable[[str, str], list[str]]
    after: list[str]
    prefix: Callable[[str], list[str]]


FAMILIES = {
    "nllb": Family("nllb", lambda source, _: [_nllb(source)], [END], lambda target: [_nllb(target)]),
    "madlad": Family("madlad", lambda _, target: [f"<2{target}>"], [END], lambda _: []),
    "opus": Family("opus", lambda _, __: [], [], lambda _: []),
}


class Loaded(NamedTuple):
    """A model in memory with its tokenizers."""

    translator: Any
    family: Family
    source: Any
    target: Any


class CTranslate(Engine):
    """Sentences in batches, beside the loop. NLLB drops sentences of longer texts, so that it gets one at a time."""

    characters = 1_000_000

    def __init__(self, model: Model, key: str | None) -> None:
        super().__init__(model, key)
        self.lock = Lock()
        self.loaded: Loaded | None = None

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Their translations by beam search."""
        return await asyncio.to_thread(self._translated, list(texts), source, target)

    def _translated(self, texts: list[str], source: str, target: str) -> list[str]:
        with self.lock:
            self.loaded = self.loaded or loaded(self.model)
        translator, family, reading, writing = self.loaded
        pieces = [
            [*family.before(source, target), *reading.encode(text, out_type=str), *family.after] for text in texts
        ]
        prefix = family.prefix(target)
        results = translator.translate_batch(
            pieces,
            target_prefix=[prefix] * len(texts) if prefix else None,
            beam_size=4,
            max_batch_size=2048,
            batch_type="tokens",
            max_decoding_length=512,
        )
        return [writing.decode(one.hypotheses[0][len(prefix) :]).strip() for one in results]


def loaded(model: Model) -> Loaded:
    """The model of a folder or of the Hub; Final with what is missing."""
    try:
        import ctranslate2
        import sentencepiece
    except ImportError as error:
        raise Final(f"the package {error.name} is not installed", "pip install 'alpaca-est[mt]'") from None
    folder = _folder(model)
    if not (folder / "model.bin").is_file():
        raise Final(f"no model.bin in {model.name}", CONVERT)
    kind, source, target = _tokenizers(folder, model.name)

    def tokenizer(path: Path) -> Any:
        try:
            return sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (RuntimeError, OSError) as error:
            raise Final(f"{path.name} of {model.name} cannot be read ({error})", CONVERT) from None

    try:
        device, _, number = model.device.partition(":")
        translator = ctranslate2.Translator(str(folder), device=device, device_index=int(number or 0))
    except (RuntimeError, ValueError) as error:
        raise Final(f"{model.name} cannot be loaded ({error})", CONVERT) from None
    return Loaded(translator, FAMILIES[kind], tokenizer(source), tokenizer(target))


def _folder(model: Model) -> Path:
    """A folder of the project as it is; else the model of that name from the Hub, kept in its cache."""
    name = model.name
    if model.folder.is_dir():
        return model.folder
    if name.count("/") != 1 or name.startswith((".", "/")):
        raise Final(f"no folder {name}", "name the folder of a converted model, or a model of the Hugging Face Hub")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise Final(f"{name} cannot be had from the Hub ({str(error).splitlines()[0]})", "download it") from None


def _tokenizers(folder: Path, name: str) -> tuple[str, Path, Path]:
    """The family of a model by its files, and its two tokenizers."""
    if (source := folder / "source.spm").is_file():
        target = folder / "target.spm"
        return "opus", source, target if target.is_file() else source
    for file in ("sentencepiece.bpe.model", "spiece.model", "sentencepiece.model"):
        if (path := folder / file).is_file():
            return ("nllb" if _knows(folder, "eng_Latn") else "madlad"), path, path
    raise Final(f"no tokenizer in {name}", CONVERT)


def _knows(folder: Path, token: str) -> bool:
    """Whether a token stands in the model's vocabulary."""
    files = sorted(folder.glob("*vocabulary*"))
    return any(token in file.read_text(encoding="utf-8") for file in files)


def _nllb(code: str) -> str:
    """The language code of NLLB-200, such as est_Latn; Final for one that is not listed."""
    if "_" in code:
        return code
    if code not in NLLB:
        raise Final(f"no NLLB code for the language {code}", f"wanted one of {', '.join(NLLB)}")
    return NLLB[code]
