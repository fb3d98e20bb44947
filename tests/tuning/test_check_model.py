"""Models that cannot be checked with are refused at once, in one line."""

import pytest
from building import encoder, model, row

from alpaca_est.errors import CheckError
from alpaca_est.record import Turn
from alpaca_est.tuning import model as models

HERE = models.Machine(device="cpu", number="float32")


def test_a_tokenizer_without_an_end_is_refused(tmp_path):
    from transformers import PreTrainedTokenizerFast

    PreTrainedTokenizerFast(tokenizer_object=model()[1].backend_tokenizer).save_pretrained(tmp_path)
    with pytest.raises(CheckError, match="no end-of-text token"):
        models.encoder(str(tmp_path), None, 256)


def test_a_tokenizer_that_loses_letters_is_refused(tmp_path):
    from tokenizers import Tokenizer
    from tokenizers import models as kinds
    from transformers import PreTrainedTokenizerFast

    letters = {letter: number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz?#")}
    made = Tokenizer(kinds.BPE(letters, [], unk_token="?"))
    PreTrainedTokenizerFast(tokenizer_object=made, eos_token="#", unk_token="?").save_pretrained(tmp_path)
    with pytest.raises(CheckError, match=r"the tokenizer loses .*õ"):
        models.encoder(str(tmp_path), None, 256)


def test_a_chat_layout_needs_a_template(tmp_path):
    model()[1].save_pretrained(tmp_path)
    with pytest.raises(CheckError, match="no chat template"):
        models.encoder(str(tmp_path), "chat", 256)


def test_conversations_need_turns(tmp_path):
    talk = row(1, history=(Turn("user", "Tere!"), Turn("assistant", "Tere!")))
    models.converses("proov", encoder(), [row(1)])
    with pytest.raises(CheckError, match=r"--model proov: 1 rows are conversations, wanted a chat template"):
        models.converses("proov", encoder(), [row(1), talk])


def test_a_model_that_does_not_fit_is_refused_before_it_is_loaded(tmp_path):
    from transformers import LlamaConfig

    sizes = {"hidden_size": 16384, "intermediate_size": 53248, "num_hidden_layers": 126, "num_attention_heads": 128}
    LlamaConfig(vocab_size=128256, num_key_value_heads=8, architectures=["LlamaForCausalLM"], **sizes).save_pretrained(
        tmp_path
    )
    with pytest.raises(CheckError, match=r"405\.\d billion .* about \d+\.\d GiB with 4096 tokens .* free on cpu"):
        models.fits(str(tmp_path), HERE, quantised=False)
