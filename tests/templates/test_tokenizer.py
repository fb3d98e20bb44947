"""Chats in a tokenizer's own template, and their lengths in its tokens."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.ask import Message
from alpaca_est.errors import DataError
from alpaca_est.record import Record
from alpaca_est.templates import llammas
from alpaca_est.templates.lengths import by_language, lengths
from alpaca_est.templates.tokenizer import Tokenizer, tokenizer

ROOT = Path(__file__).parents[2]
SAID = [
    Message("system", "Ole lühike."),
    Message("user", "Tere & <b>tere</b>!"),
    Message("assistant", "Tere, „tere“!"),
    Message("user", "Kuidas läheb?"),
    Message("assistant", "Hästi."),
]
CHATML = """{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] | trim }}\
{{ '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"""
BLOCKS = """{%- if messages[0].role == 'system' %}
    {%- set opening = messages[0].content %}
    {%- set rest = messages[1:] %}
{%- else %}
    {%- set opening = none %}
    {%- set rest = messages %}
{%- endif %}
{{- bos_token }}
{%- if opening is not none %}
    {{- '[SYS ' ~ strftime_now('%Y') ~ ']' ~ opening | tojson ~ '[/SYS]' }}
{%- endif %}
{%- for message in rest %}
    {%- if message.role == 'tool' %}
        {%- continue %}
    {%- endif %}
    {%- if message.role == 'user' %}
        {{- '[INST]' + message.content + '[/INST]' }}
    {%- else %}
        {%- generation %}{{- message.content + eos_token }}{%- endgeneration %}
    {%- endif %}
{%- endfor %}
"""
STRICT = """{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system message, please') }}{% endif %}"""
SPECIAL: dict[str, Any] = {
    "bos_token": {"content": "<s>", "__type": "AddedToken"},
    "eos_token": "</s>",
    "pad_token": None,
}


def folder(path: Path, template: object = None, **config: Any) -> Path:
    """The folder of a tokenizer, without its vocabulary."""
    settings = {**SPECIAL, **config, **({} if template is None else {"chat_template": template})}
    (path / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    return path


def trained(path: Path) -> Path:
    """A small vocabulary of bytes and pairs, trained on what is said here."""
    tokenizers = pytest.importorskip("tokenizers")
    model = tokenizers.Tokenizer(tokenizers.models.BPE())
    model.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = tokenizers.pre_tokenizers.ByteLevel.alphabet()
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=300, special_tokens=["<s>", "</s>"], initial_alphabet=alphabet, show_progress=False
    )
    model.train_from_iterator([one.content for one in SAID] * 3, trainer)
    model.enable_truncation(max_length=2)
    model.save(str(path / "tokenizer.json"))
    return path


def test_a_template_is_rendered(tmp_path: Path) -> None:
    made = Tokenizer(folder(tmp_path, CHATML))
    assert made.render(SAID[1:3]) == (
        "<|im_start|>user\nTere & <b>tere</b>!<|im_end|>\n<|im_start|>assistant\nTere, „tere“!<|im_end|>\n"
    )
    assert made.render(SAID[1:2], generate=True).endswith("<|im_end|>\n<|im_start|>assistant\n")


def test_a_template_may_be_a_file_of_its_own_or_one_of_several(tmp_path: Path) -> None:
    several = [{"name": "tool_use", "template": "tools"}, {"name": "default", "template": "several"}]
    assert Tokenizer(folder(tmp_path, several)).render(SAID) == "several"
    (tmp_path / "chat_template.jinja").write_text("file", encoding="utf-8")
    assert Tokenizer(tmp_path).render(SAID) == "file"


def test_special_tokens_dates_and_blocks(tmp_path: Path) -> None:
    assert Tokenizer(folder(tmp_path, BLOCKS)).render(SAID) == (
        '<s>[SYS 2024]"Ole lühike."[/SYS][INST]Tere & <b>tere</b>![/INST]Tere, „tere“!</s>'
        "[INST]Kuidas läheb?[/INST]Hästi.</s>"
    )


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (None, "no chat template, wanted one in tokenizer_config.json or chat_template.jinja"),
        (STRICT, "the chat template refuses these messages: no system message, please"),
        ("{% if %}", "the chat template is broken: "),
        ("{{ messages.__class__.__mro__ }}", "access to attribute '__class__' of 'list' object is unsafe"),
        ("{{ messages.append(1) }}", "access to attribute 'append' of 'list' object is unsafe"),
        ("{{ messages[0].content + 1 }}", "can only concatenate str"),
        ("{% for one in range(1000000000) %}{% endfor %}", "Range too big"),
        ("{{ nothing.there }}", "'nothing' is undefined"),
    ],
)
def test_what_a_template_must_not_do_is_one_line(tmp_path: Path, template: str | None, message: str) -> None:
    with pytest.raises(DataError) as error:
        Tokenizer(folder(tmp_path, template)).render(SAID)
    assert message in str(error.value)
    assert len(error.value.problems) == 1


def test_a_folder_without_a_tokenizer_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="wanted the folder of a Hugging Face tokenizer"):
        tokenizer(str(tmp_path)).render(SAID)
    (tmp_path / "tokenizer_config.json").write_text("{")
    with pytest.raises(DataError, match="not JSON"):
        tokenizer(str(tmp_path)).render(SAID)


def test_lengths_are_of_the_whole_chat_and_of_its_answer(tmp_path: Path) -> None:
    counter = Tokenizer(trained(folder(tmp_path, BLOCKS)))
    rows = [
        Record(id="a:000/0", lang="en", instruction="Say hello.", output="Hello!"),
        Record(id="a:001/0", lang="et", instruction="Ütle tere!", output="Tere!"),
        Record(id="a:002/0", lang="et", instruction="Ütle tere!", output="Tere! " * 400),
    ]
    found = list(lengths(rows, counter, render=llammas.text))
    assert [one.id for one in found] == [one.id for one in rows]
    assert [one.words for one in found] == [3, 3, 402]
    [answer] = counter.counts(["Hello!</s>"])
    assert found[0].answer == answer
    assert found[0].tokens > answer
    [english, estonian] = by_language(found)
    assert (english.lang, english.records, english.over) == ("en", 1, 0)
    assert (estonian.records, estonian.over, estonian.longest) == (2, 1, found[2].tokens)
    assert estonian.tokens_per_word == (found[1].bare + found[2].bare) / 405


def test_without_the_package_counting_says_what_it_needs(tmp_path: Path) -> None:
    counter = Tokenizer(folder(tmp_path, CHATML))
    with pytest.raises(DataError, match=r"pip install tokenizers|wanted a tokenizer in the format"):
        counter.counts(["tere"])


def test_the_readme_measures_a_run(tmp_path: Path) -> None:
    [code] = re.findall(
        r"```python tokens\n(.*?)```", (ROOT / "docs" / "mixtures.md").read_text(encoding="utf-8"), re.DOTALL
    )
    for name in ("models/llama", "runs/llammas_mix"):
        (tmp_path / name).mkdir(parents=True)
    trained(folder(tmp_path / "models" / "llama", CHATML))
    row = {"id": "a:000/0", "instruction": "Ütle tere!", "input": "", "output": "Tere!", "lang": "et"}
    (tmp_path / "runs" / "llammas_mix" / "train.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("<|im_end|>\n\n" + done.stdout.splitlines()[-1] + "\n")
    assert done.stdout.splitlines()[-1].startswith("et 1 ")


@pytest.mark.parametrize("template", [CHATML, BLOCKS])
@pytest.mark.parametrize("messages", [SAID, SAID[1:], SAID[1:2]])
@pytest.mark.parametrize("generate", [False, True])
def test_it_renders_and_counts_like_transformers(
    tmp_path: Path, template: str, messages: Sequence[Message], generate: bool
) -> None:
    transformers = pytest.importorskip("transformers")
    template = template.replace("strftime_now('%Y')", "'2024'")
    theirs = transformers.PreTrainedTokenizerFast(
        tokenizer_file=str(trained(tmp_path) / "tokenizer.json"), bos_token="<s>", eos_token="</s>"
    )
    theirs.chat_template = template
    theirs.save_pretrained(tmp_path)
    listed = [{"role": one.role, "content": one.content} for one in messages]
    ours = Tokenizer(tmp_path)
    said = theirs.apply_chat_template(listed, tokenize=False, add_generation_prompt=generate)
    assert ours.render(messages, generate=generate) == said
    assert ours.counts([said]) == [len(theirs(said, add_special_tokens=False, truncation=False)["input_ids"])]
