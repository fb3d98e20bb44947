"""What TRL's own trainer learns of each view is what this loop learns of it, token for token."""

from pathlib import Path
from typing import Any

import pytest
from building import model, row, rows
from tokenizers import Tokenizer

from alpaca_est.record import Record, Turn
from alpaca_est.runs.dataset.card import COLUMNS
from alpaca_est.runs.dataset.views import seen_as
from alpaca_est.tuning import tiny
from alpaca_est.tuning.encoding import Encoded, Encoder, Layout
from alpaca_est.tuning.rows import Row

LIMIT = 256
CHATML = (
    "{% for turn in messages %}{{ '<|im_start|>' + turn.role + '\n' + turn.content + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
PLAIN = [
    row(3),
    row(4, input="Vihje: üks juurde."),
    row(5, output="Õige on 6."),
    row(6, output="pikk vastus " * 60),
    row(7, instruction="Loe edasi: " + "üks, kaks, kolm, " * 90),
    row(8, output="lõpp <|end|>"),
]
TALKS = [
    row(1, history=(Turn("user", "Tere!"), Turn("assistant", "Tere! Mida soovid?"))),
    row(2, system="Vasta lühidalt.", history=(Turn("user", "Mis on 1 + 1?"), Turn("assistant", "2"))),
    row(3, history=(Turn("user", "Loe."), Turn("assistant", "üks, kaks, kolm, " * 30))),
    *PLAIN[:3],
]


def tokenizer(template: str = "") -> Any:
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer.from_str(model()[1].backend_tokenizer.to_str())
    marks = ["<|im_start|>", "<|im_end|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
    made.add_special_tokens([mark for mark in marks if mark in template])
    names = dict.fromkeys(("eos_token", "pad_token", "bos_token"), tiny.END)
    return PreTrainedTokenizerFast(tokenizer_object=made, chat_template=template or None, **names)


def learnt_by_trl(lines: list[dict[str, Any]], tokenizer: Any, folder: Path, **settings: Any) -> list[Any]:
    """Ids and labels of every row that TRL's trainer keeps, as it would train on them."""
    import datasets
    from trl import SFTConfig, SFTTrainer

    base = tiny.blank(len(tokenizer), tokenizer.eos_token_id, 1)
    arguments = SFTConfig(
        output_dir=str(folder), max_length=LIMIT, use_cpu=True, report_to=[], dataset_num_proc=None,
        shuffle_dataset=False, **settings,
    )  # fmt: skip
    dataset = datasets.Dataset.from_list(lines)
    trainer = SFTTrainer(model=base, args=arguments, train_dataset=dataset, processing_class=tokenizer)
    return [(one["input_ids"], one["labels"]) for one in trainer.train_dataset]


def learnt_here(given: list[Row], tokenizer: Any, layout: Layout) -> list[Any]:
    encoder = Encoder(tokenizer, layout, LIMIT)
    return [(list(one.ids), labels(one)) for one in map(encoder.encode, given) if one.learnt]


def labels(one: Encoded) -> list[int]:
    quiet = {place for begin, end in one.quiet for place in range(begin, end)} | set(range(one.answer))
    return [-100 if place in quiet else token for place, token in enumerate(one.ids)]


def seen(view: str, one: Row) -> dict[str, Any]:
    """The row as it stands in a view of a published dataset."""
    record = Record(id=one.id, system=one.system, history=one.history, lang="et")
    columns = {name: getattr(one, name, "") for name in COLUMNS}
    return {name: value for name, value in seen_as(view, record, columns).items() if name not in ("id", *UNSEEN)}


UNSEEN = ("lang", "source", "licence", "made_by", "reviewed_by", "constraints")
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")


def test_prompt_completion_is_learnt_as_by_trl(tmp_path):
    lines = [seen("prompt_completion", one) for one in PLAIN]
    made = tokenizer()
    expected = learnt_by_trl(lines, made, tmp_path)
    assert learnt_here(PLAIN, made, "plain") == expected
    assert len(expected) == len(PLAIN) - 1


def test_alpaca_through_its_documented_formatting_is_learnt_as_by_trl(tmp_path):
    lines = [
        {"prompt": f"{one['instruction']}\n\n{one['input']}".strip() + "\n", "completion": one["output"]}
        for one in (seen("alpaca", one) for one in PLAIN)
    ]
    made = tokenizer()
    assert learnt_here(PLAIN, made, "plain") == learnt_by_trl(lines, made, tmp_path)


def test_alpaca_under_its_headings_is_learnt_as_by_trl(tmp_path):
    made = tokenizer()
    encoder = Encoder(made, "alpaca", LIMIT)
    lines = [{"prompt": encoder.prompt(one), "completion": one.output} for one in PLAIN]
    assert learnt_here(PLAIN, made, "alpaca") == learnt_by_trl(lines, made, tmp_path)


@pytest.mark.parametrize("name", ["tiny", "llama3", "qwen2_5_training", "llama3_training"])
def test_messages_and_conversations_are_learnt_as_by_trl(tmp_path, name):
    """Templates that mark answers, and one without marks that TRL replaces by its own marked one."""
    import trl

    template = Path(trl.__file__).parent / "chat_templates" / f"{name}.jinja"
    made = tokenizer(tiny.TEMPLATE if name == "tiny" else template.read_text("utf-8"))
    lines = [seen("messages", one) for one in TALKS]
    expected = learnt_by_trl(lines, made, tmp_path, assistant_only_loss=True)
    assert learnt_here(TALKS, made, "chat") == expected
    assert sum(label != -100 for label in expected[0][1]) > len(made("Tere! Mida soovid?")["input_ids"])


def test_a_template_without_marks_is_learnt_as_trl_learns_the_last_answer(tmp_path):
    made = tokenizer(CHATML)
    lines = [
        {"prompt": turns["messages"][:-1], "completion": turns["messages"][-1:]}
        for turns in (seen("messages", one) for one in PLAIN)
    ]
    assert learnt_here(PLAIN, made, "chat") == learnt_by_trl(lines, made, tmp_path)


def test_every_answer_of_a_conversation_is_learnt_where_a_template_has_no_marks():
    made = tokenizer(CHATML)
    one = Encoder(made, "chat", LIMIT).encode(TALKS[1])
    found = [token for token in labels(one) if token != -100]
    assert made.decode(found) == "2<|im_end|>\n3<|im_end|>\n"


def test_conversations_give_the_tiny_tokenizer_a_template():
    assert tiny.tokenizer(rows(5)).chat_template is None
    assert tiny.tokenizer([*rows(5), TALKS[0]]).chat_template == tiny.TEMPLATE
