"""A tiny base made on the spot: its own tokenizer and a small Llama pretrained on the shards' texts for some steps."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alpaca_est.tuning.crew import crew
from alpaca_est.tuning.encoding import Encoded
from alpaca_est.tuning.losses import Meter
from alpaca_est.tuning.rows import Row
from alpaca_est.tuning.training import Course, train

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

END = "<|end|>"  # ASCII: the byte-level decoder reads marks as bytes too
VOCABULARY = 2000
TEMPLATE = (
    "{% for turn in messages %}{{ '### ' + turn.role + ':\n' }}{% if turn.role == 'assistant' %}"
    "{% generation %}{{ turn.content + eos_token }}{% endgeneration %}{{ '\n\n' }}"
    "{% else %}{{ turn.content + '\n\n' }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '### assistant:\n' }}{% endif %}"
)
CONTEXT = 512
HIDDEN, LAYERS, HEADS = 96, 2, 4
RATE = 3e-3
BATCH = 4096


def texts(rows: Sequence[Row]) -> Iterator[str]:
    """Every text of the rows by itself: a base that saw tasks beside their answers would know the pairs already."""
    for row in rows:
        before = (row.system, *(turn.content for turn in row.history))
        yield from (text for text in (*before, row.instruction, row.input, row.output) if text)


def tokenizer(rows: Sequence[Row]) -> "PreTrainedTokenizerFast":
    """A byte-level BPE of 2,000 tokens trained on the rows: every letter of every language comes back as it was.

    Conversations give it a chat template.
    """
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=[END], initial_alphabet=alphabet, show_progress=False
    )
    made.train_from_iterator(texts(rows), trainer)
    found = PreTrainedTokenizerFast(
        tokenizer_object=made, eos_token=END, pad_token=END, bos_token=END, model_max_length=CONTEXT
    )
    if any(row.conversation for row in rows):
        found.chat_template = TEMPLATE
    return found


def blank(vocabulary: int, end: int, seed: int) -> Any:
    """A small Llama with weights drawn from a seed: about 400,000 parameters."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(seed)
    settings: dict[str, Any] = {
        "vocab_size": vocabulary,
        "hidden_size": HIDDEN,
        "intermediate_size": 3 * HIDDEN,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": HEADS,
        "max_position_embeddings": CONTEXT,
        "tie_word_embeddings": True,
        "bos_token_id": end,
        "eos_token_id": end,
        "pad_token_id": end,
    }
    return LlamaForCausalLM(LlamaConfig(**settings))


def pretraining(rows: Sequence[Row], made: "PreTrainedTokenizerFast") -> list[Encoded]:
    """The texts behind one end-of-text token each; every token is learnt."""
    end = made.eos_token_id
    found: list[Encoded] = []
    for number, text in enumerate(texts(rows)):
        ids = (end, *made(text, verbose=False)["input_ids"][: CONTEXT - 2], end)
        found.append(Encoded(f"text {number}", ids, 1))
    return found


def make(rows: Sequence[Row], folder: Path, *, tokens: int, seed: int, meter: Meter) -> None:
    """Make tokenizer and base in a folder, in transformers' own format."""
    made = tokenizer(rows)
    model = blank(len(made), made.eos_token_id, seed)
    course = Course(tokens=tokens, rate=RATE, batch=BATCH, seed=seed)
    train(model, pretraining(rows, made), course, keep=folder.with_suffix(".training"), meter=meter)
    if crew().leader:
        model.save_pretrained(folder)
        made.save_pretrained(folder)
    crew().wait()
