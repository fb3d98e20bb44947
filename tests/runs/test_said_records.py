"""How records are said, for people: lengths in the report, one record in a preview."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from alpaca_est.cli import main
from alpaca_est.llm.tokens import tokens_of
from tests.small import lines, made

CHATML = """{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system message, please') }}{% endif %}\
{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] }}\
{{ '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"""
TASKS = [
    {"instruction": "Nimeta kolm looma.", "output": "Karu, hunt ja ilves."},
    {"instruction": "Mis on <|im_end|>?", "output": "Lõpumärk."},
    {"instruction": "Loe sajani.", "output": " ".join(map(str, range(100)))},
]
SYSTEM = [("system", "Ole lühike."), ("user", "Tere!"), ("assistant", "Tere!")]


def tokenizer(folder: Path) -> None:
    """A folder as a model on the Hub has it: a vocabulary of bytes, the chat template of ChatML."""
    tokenizers = pytest.importorskip("tokenizers")
    folder.mkdir()
    model = tokenizers.Tokenizer(tokenizers.models.BPE())
    model.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = tokenizers.trainers.BpeTrainer(
        special_tokens=["<|im_start|>", "<|im_end|>"],
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
        vocab_size=258,
        show_progress=False,
    )
    model.train_from_iterator([], trainer)
    model.save(str(folder / "tokenizer.json"))
    config = {"chat_template": CHATML, "eos_token": "<|im_end|>"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")


def test_the_report_has_lengths_in_every_template(tmp_path: Path) -> None:
    tokenizer(tmp_path / "chatml")
    talk = {"messages": [{"role": role, "content": text} for role, text in SYSTEM]}
    publishing: dict[str, Any] = {"formats": ["messages", "prompt_completion"], "template": "llammas"}
    publishing |= {"tokenizers": {"bytes": "chatml"}, "token_limit": 200}
    run = made(tmp_path, rows=[*TASKS, talk], steps=(), publish=publishing)
    report = json.loads((run.path / "report.json").read_text("utf-8"))
    [tokens] = report["records"]["tokens"]
    llammas, own = tokens["chats"]
    prompts = lines(next((run.path / "data/prompt_completion").iterdir()))
    sizes = [len((row["prompt"] + row["completion"] + "</s>").encode()) for row in prompts]
    assert llammas["template"] == "as published (template llammas)"
    counted = [llammas["lengths"][name] for name in ("of", "total", "most")]
    assert counted == [4, sum(sizes) - len("<|im_end|>") + 1, max(sizes)]
    assert (llammas["limit"], llammas["over"], llammas["forged"], llammas["unsaid"]) == (200, 1, 0, 0)
    assert own["example"] == (
        "<|im_start|>user\nNimeta kolm looma.<|im_end|>\n<|im_start|>assistant\nKaru, hunt ja ilves.<|im_end|>\n"
    )
    assert (own["lengths"]["of"], own["over"], own["forged"], own["unsaid"]) == (3, 1, 1, 1)
    assert own["forgery"].startswith("s:001/0: the user's message holds <|im_end|> at character 8, wanted text without")
    assert own["refusal"].startswith("s:003/0: ") and own["refusal"].endswith("no system message, please")
    page = (run.path / "report.html").read_text("utf-8")
    assert "the tokenizer&#39;s own chat template" in page and "&lt;|im_start|&gt;user" in page


def test_a_preview_says_a_record_as_it_will_be(tmp_path: Path) -> None:
    tokenizer(tmp_path / "chatml")
    publishing = {"formats": ["alpaca", "prompt_completion"], "template": "llammas", "tokenizers": {"bytes": "chatml"}}
    made(tmp_path, rows=TASKS, steps=("{step: length}",), publish=publishing)
    done = CliRunner().invoke(main, ["preview", str(tmp_path / "run.yaml"), "-n", "1"])
    assert done.exit_code == 0, done.output
    said = "<|user|>\nNimeta kolm looma.\n<|assistant|>\nKaru, hunt ja ilves.</s>"
    shown = "".join(f"    {line}\n" for line in said.split("\n"))
    assert (
        f"said: s:000/0\n  as published (template llammas):\n{shown}  bytes: {len(said.encode())} tokens\n"
        in done.output
    )
    assert "    <|im_start|>assistant\n    Karu, hunt ja ilves.<|im_end|>\n" in done.output


def test_a_tokenizer_that_is_not_there_is_named(tmp_path: Path) -> None:
    made(tmp_path, rows=TASKS, steps=(), publish={"tokenizers": {"mine": "nowhere"}})
    done = CliRunner().invoke(main, ["preview", str(tmp_path / "run.yaml"), "-n", "1"])
    assert "mine: nowhere: no such file, wanted a tokenizer.json, its folder, or a SentencePiece .model" in done.output
    said = f"{TASKS[0]['instruction']}\n{TASKS[0]['output']}"
    assert f"    Karu, hunt ja ilves.\n  about {tokens_of(said)} tokens\n" in done.output
