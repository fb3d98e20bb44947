"""The tuned model as one: the adapter's weights added to those of the base."""

from pathlib import Path

from alpaca_est.tuning import model as models
from alpaca_est.tuning.adapters import merged
from alpaca_est.tuning.crew import crew


def merge(base: str, adapter: Path, folder: Path, where: models.Machine) -> None:
    """Write base and adapter as one model with its tokenizer, in transformers' format.

    A base that was tuned in 4 bits is merged in its own numbers: the sum would not fit into 4 bits.
    """
    if not crew().leader:
        return
    from transformers import AutoTokenizer

    # A fresh base, since merging changes its weights; on the processor, since the card holds the other one.
    here = models.Machine(device="cpu", number=where.number)
    whole = merged(models.loaded(base, here), adapter)
    whole.save_pretrained(folder)
    AutoTokenizer.from_pretrained(base).save_pretrained(folder)
