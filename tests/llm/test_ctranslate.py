"""A real CTranslate2 model with random weights and a real SentencePiece tokenizer, made here, over the real loader."""

import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import ModelUnavailable
from alpaca_est.llm.client import Client
from alpaca_est.llm.engines.ctranslate import loaded
from alpaca_est.llm.model import Model

SEEDS = Path(__file__).parents[2] / "seeds/en.jsonl"
WIDTH = 16
ROWS = {"self_attention/linear_0": 3, "attention/linear_1": 2, "ffn/linear_0": 4}


def tokenizer(folder: Path, name: str) -> list[str]:
    """Train a small SentencePiece model; its pieces in their order."""
    import sentencepiece

    text = folder / "text.txt"
    text.write_text(
        "\n".join(json.loads(line)["instruction"] for line in SEEDS.read_text("utf-8").splitlines()), "utf-8"
    )
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / name), vocab_size=300, hard_vocab_limit=False, minloglevel=2
    )
    trained = sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{name}.model"))
    return [trained.id_to_piece(number) for number in range(trained.get_piece_size())]


def random_model(folder: Path, pieces: list[str]) -> None:
    """A Transformer of two layers with random weights in the format of CTranslate2."""
    import ctranslate2
    import numpy

    chance = numpy.random.default_rng(0)
    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 2, pre_norm=True)
    for path in [name for name, value in spec.variables().items() if value is None]:
        *parents, last = path.split("/")
        part: Any = spec
        for name in parents:
            numbered = None if hasattr(part, name) else re.fullmatch(r"(\w+?)_(\d+)", name)
            part = getattr(part, numbered[1])[int(numbered[2])] if numbered else getattr(part, name)
        times = next((count for end, count in ROWS.items() if "/".join(parents).endswith(end)), 1)
        if "norm" in path:
            value = numpy.ones(WIDTH) if last == "gamma" else numpy.zeros(WIDTH)
        elif "embeddings" in path or "projection" in path:
            value = chance.standard_normal((len(pieces), WIDTH))
        else:
            value = chance.standard_normal((WIDTH * times, WIDTH * 4 if "ffn/linear_1" in path else WIDTH))
        setattr(part, last, value.astype(numpy.float32))
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.save(str(folder))


@pytest.fixture(scope="module")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ct2-transformers-converter leaves it, for a tiny NLLB."""
    folder = tmp_path_factory.mktemp("nllb")
    random_model(folder, [*tokenizer(folder, "sentencepiece.bpe"), "eng_Latn", "est_Latn"])
    return folder


@pytest.fixture(scope="module")
def opus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for a tiny OPUS-MT with a tokenizer for each language."""
    folder = tmp_path_factory.mktemp("opus")
    random_model(folder, tokenizer(folder, "source"))
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    return folder


def asked(folder: Path, sentences: list[str], **settings: Any) -> list[Reply]:
    async def run() -> list[Reply]:
        model = Model(engine="ctranslate2", name=str(folder), **settings)
        async with Client(models={"mt": model}, offline=True) as client:
            return await client.ask([Ask(user=text, source="en", target="et", model="mt") for text in sentences])

    return asyncio.run(run())


SENTENCES = ["Name a bird.", "Explain how bread is baked.", "Write a short poem about the sea."] * 15


@pytest.mark.parametrize("family", ["nllb", "opus"])
def test_sentences_are_translated_in_batches_without_a_network(family: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(family)
    replies = asked(folder, SENTENCES)
    assert [reply.text for reply in replies[:3]] == [reply.text for reply in replies[3:6]]
    assert all(reply.text and not reply.refused for reply in replies)
    assert not any("est_Latn" in reply.text for reply in replies)
    assert [reply.text for reply in asked(folder, SENTENCES, batch=4)] == [reply.text for reply in replies]
    assert loaded(Model(engine="ctranslate2", name=str(folder))).family.name == family


def test_what_is_missing_is_said_in_one_line(tmp_path: Path, nllb: Path) -> None:
    def problem(folder: Path) -> str:
        with pytest.raises(ModelUnavailable) as raised:
            asked(folder, ["A."])
        [line] = raised.value.problems
        return line

    assert "no folder" in problem(tmp_path / "none" / "there")
    assert "no model.bin in" in problem(tmp_path)
    (tmp_path / "model.bin").write_bytes(b"no model")
    assert "no tokenizer in" in problem(tmp_path)
    (tmp_path / "source.spm").write_bytes((nllb / "sentencepiece.bpe.model").read_bytes())
    assert "cannot be loaded" in problem(tmp_path)
    assert "ct2-transformers-converter" in problem(tmp_path)


def test_without_the_package_it_says_what_to_install(nllb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(ModelUnavailable, match=r"ctranslate2 is not installed; pip install 'alpaca-est\[mt\]'"):
        asked(nllb, ["A."])


def test_a_language_that_nllb_has_no_code_for(nllb: Path) -> None:
    async def run() -> None:
        model = Model(engine="ctranslate2", name=str(nllb))
        async with Client(models={"mt": model}) as client:
            await client.ask([Ask(user="A.", source="en", target="xx", model="mt")])

    with pytest.raises(ModelUnavailable, match="no NLLB code for the language xx"):
        asyncio.run(run())
