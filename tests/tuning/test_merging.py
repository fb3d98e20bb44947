"""Adapters and merged models as others load them."""

import json

import pytest
from building import encoder, model, rows

from alpaca_est.tuning import model as models
from alpaca_est.tuning.adapters import Rank, adapted, merged, save
from alpaca_est.tuning.merging import merge
from alpaca_est.tuning.serving import obstacles, served
from alpaca_est.tuning.training import Course, train

HERE = models.Machine(device="cpu", number="float32")
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")  # peft 0.21 uses names that transformers 6 will drop


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A folder with a base, an adapter tuned on it, and the logits of both together for a few tokens."""
    folder = tmp_path_factory.mktemp("saved")
    base, tokenizer = model()[0].requires_grad_(False), model()[1]
    base.save_pretrained(folder / "base")
    tokenizer.save_pretrained(folder / "base")
    with adapted(base, Rank(), seed=1, name="proov") as tuned:
        train(tuned, [encoder().encode(one) for one in rows(60)], Course(tokens=6000, rate=5e-3, batch=256, seed=1))
        save(tuned, folder / "adapter", "proov")
        found = logits(tuned)
    return folder, found


def logits(model):
    import torch

    with torch.inference_mode():
        return model(input_ids=torch.tensor([encoder().encode(rows(3)[2]).ids])).logits


def test_a_merged_model_answers_as_base_and_adapter_do(saved):
    from transformers import AutoModelForCausalLM, AutoTokenizer

    folder, expected = saved
    merge(str(folder / "base"), folder / "adapter", folder / "merged", HERE)
    loaded = AutoModelForCausalLM.from_pretrained(folder / "merged").eval()
    assert float((logits(loaded) - expected).abs().max()) < 1e-4
    assert float((logits(model()[0].eval()) - expected).abs().max()) > 0.1
    assert AutoTokenizer.from_pretrained(folder / "merged").eos_token == model()[1].eos_token


def test_an_adapter_loads_in_peft_and_names_its_base(saved):
    from peft import PeftModel

    folder, expected = saved
    loaded = PeftModel.from_pretrained(model()[0], str(folder / "adapter")).eval()
    assert float((logits(loaded) - expected).abs().max()) < 1e-5
    settings = json.loads((folder / "adapter" / "adapter_config.json").read_text("utf-8"))
    assert settings["base_model_name_or_path"] == "proov"
    assert settings["target_modules"] == sorted(settings["target_modules"])


def test_merging_adds_what_the_adapter_adds(saved):
    folder, expected = saved
    assert float((logits(merged(model()[0], folder / "adapter")) - expected).abs().max()) < 1e-4


def test_vllm_takes_a_plain_adapter(saved):
    folder, _ = saved
    assert obstacles(folder / "adapter") == []
    assert "--max-lora-rank 16" in served(folder / "adapter")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"bias": "lora_only"}, "bias is lora_only, wanted none"),
        ({"use_dora": True}, "use_dora is True, wanted none"),
        ({"r": 1024}, "rank 1024, at most 512 wanted"),
        ({"modules_to_save": ["embed_tokens"]}, "modules_to_save is ['embed_tokens'], wanted none"),
    ],
)
def test_what_vllm_would_refuse_is_said(saved, tmp_path, changed, reason):
    import shutil

    adapter = shutil.copytree(saved[0] / "adapter", tmp_path / "adapter")
    path = adapter / "adapter_config.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changed), "utf-8")
    assert obstacles(adapter) == [reason]
    assert served(adapter) == f"vLLM does not take it: {reason}."


@pytest.mark.filterwarnings("ignore:Model has `tie_word_embeddings:UserWarning")
def test_layers_saved_whole_are_found_in_the_weights_too(tmp_path):
    from peft import LoraConfig, get_peft_model

    settings = LoraConfig(r=8, target_modules=["q_proj"], modules_to_save=["embed_tokens"], task_type="CAUSAL_LM")
    get_peft_model(model()[0], settings).save_pretrained(tmp_path)
    assert any("tensors are not of LoRA" in reason for reason in obstacles(tmp_path))
