"""A tiny Llama with random weights, and a tokenizer trained on the spot whose chat template marks answers."""

from pathlib import Path

from alpaca_est.tuning import tiny
from alpaca_est.tuning.rows import Row
from tests.trainers.shelf import plain

CHAT = (
    "{% for turn in messages %}<{{ turn.role }}>{% if turn.role == 'assistant' %}"
    "{% generation %}{{ turn.content }}{{ eos_token }}{% endgeneration %}"
    "{% else %}{{ turn.content }}{{ eos_token }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


def saved(folder: Path) -> Path:
    """Model and tokenizer in a folder, as a model of the Hub would be."""
    tokenizer = tiny.tokenizer([Row(id=f"s:{number}/0", **task) for number, task in enumerate(plain())])
    tokenizer.chat_template = CHAT
    tiny.blank(len(tokenizer), tokenizer.eos_token_id, seed=3).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
