"""Reads what took long to train back from a shipped `model.onnx`, so that a new version can start from it."""
import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

KEPT = ["tokens.weight", "weights.weight", "language_tokens.weight", "language_pairs.weight", "language_bias"]


def outputs(folder):
    """What the manifest says of the outputs."""
    return _manifest(folder)["outputs"]


def _manifest(folder):
    return json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))


def _stored(folder):
    """The weights of the file by the network's names."""
    stored, graph = {}, onnx.load(str(Path(folder) / "model.onnx")).graph
    for initializer in graph.initializer:
        name = initializer.name[:-len(".half")] if initializer.name.endswith(".half") else initializer.name
        weights = torch.from_numpy(numpy_helper.to_array(initializer).copy()).float()
        # The export names every weight but the whitening, which it writes transposed.
        stored.update({"whiten.weight": weights.t()} if name.startswith("onnx::MatMul") else {name: weights})
    return stored


def _take(model, stored, names):
    own = dict(model.named_parameters())
    with torch.no_grad():
        for name in names:
            own[name].copy_(stored[name])


def read(model, folder):
    """Token vectors, token weights and the language head; returns the share below which the language is not told.
    The tokenizer must be the same, and the encoder one before 1.2.0: later weights hold their punctuation down already."""
    manifest = _manifest(folder)
    if [int(part) for part in manifest["version"].split(".")] >= [1, 2, 0]:
        raise SystemExit(f"{folder}: to start from 1.2.0 or later say which heads to train anew: --heads topics")
    _take(model, _stored(folder), KEPT)
    return manifest["outputs"]["language"]["abstain_below"]


def read_all(model, folder):
    """Every weight. Only the heads may be trained anew afterwards."""
    _take(model, _stored(folder), dict(model.named_parameters()))
