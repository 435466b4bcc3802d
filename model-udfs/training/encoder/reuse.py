"""Reads what took long to train back from a shipped `model.onnx`, so that a new version can start from it."""
import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

KEPT = ["tokens.weight", "weights.weight", "language_tokens.weight", "language_pairs.weight", "language_bias"]


def read(model, folder):
    """Token vectors, token weights and the language head; returns the share below which the language is not told.
    The tokenizer must be the same, and the encoder one before 1.2.0: later weights hold their punctuation down already."""
    manifest = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))
    if [int(part) for part in manifest["version"].split(".")] >= [1, 2, 0]:
        raise SystemExit(f"{folder}: start from an encoder before 1.2.0, or lower punctuation no further here")
    stored = {}
    for initializer in onnx.load(str(Path(folder) / "model.onnx")).graph.initializer:
        name = initializer.name[:-len(".half")] if initializer.name.endswith(".half") else initializer.name
        stored[name] = torch.from_numpy(numpy_helper.to_array(initializer).copy()).float()
    own = dict(model.named_parameters())
    with torch.no_grad():
        for name in KEPT:
            own[name].copy_(stored[name])
    return manifest["outputs"]["language"]["abstain_below"]
