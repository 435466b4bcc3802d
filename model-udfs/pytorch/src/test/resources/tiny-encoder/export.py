"""Writes model.onnx, model.pt and tokenizer.json of one small, random encoder beside this file.

Run with Debian 12's python3-torch and python3-onnx: /usr/bin/python3 export.py. The same seed
gives the same weights, so both exports are of one network.
"""
import json
from pathlib import Path

import torch
from torch import nn

HERE = Path(__file__).parent
WORDS = "the cat sat down good morning a long day by old house on hill".split()
SIZE = 16


class TinyEncoder(nn.Module):
    """One attention layer over token vectors: [batch,tokens] twice to [batch,tokens,SIZE]."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(len(WORDS) + 2, SIZE)
        self.query = nn.Linear(SIZE, SIZE)
        self.key = nn.Linear(SIZE, SIZE)
        self.value = nn.Linear(SIZE, SIZE)

    def forward(self, input_ids, attention_mask):
        x = self.embed(input_ids)
        scores = self.query(x) @ self.key(x).transpose(1, 2) / SIZE**0.5
        hidden = (1.0 - attention_mask.to(torch.float32)).unsqueeze(1) * -1e9
        return torch.tanh(x + torch.softmax(scores + hidden, dim=-1) @ self.value(x))


def tokenizer():
    vocabulary = {word: i for i, word in enumerate(["[PAD]", "[UNK]"] + WORDS)}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None, "decoder": None,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }


def main():
    torch.manual_seed(11)
    model = TinyEncoder().eval()
    ids, mask = torch.tensor([[2, 3, 4], [5, 6, 0]]), torch.tensor([[1, 1, 1], [1, 1, 0]])
    axes = {0: "batch", 1: "tokens"}
    torch.onnx.export(
        model, (ids, mask), str(HERE / "model.onnx"), opset_version=17,
        input_names=["input_ids", "attention_mask"], output_names=["last_hidden_state"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "last_hidden_state": axes})
    torch.jit.trace(model, (ids, mask)).save(str(HERE / "model.pt"))
    (HERE / "tokenizer.json").write_text(json.dumps(tokenizer(), indent=1) + "\n")


if __name__ == "__main__":
    main()
