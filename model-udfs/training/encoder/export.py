"""Writes the folder that ships: model.onnx, tokenizer.json, manifest.json, and the model card as it stands."""
import hashlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import onnx
import torch

import corpus
from network import MAX_TOKENS, WIDTH

sys.path.append(str(Path(__file__).parent.parent))
from halves import store_half  # noqa: E402

OUTPUTS = ["embedding", "language", "topics", "sentiment", "toxicity", "spam"]
CARD = Path(__file__).with_name("encoder_card.md")


def round_to_half(model):
    """Rounds the weights to what fp16 can hold, so that the model measured is the model stored."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.half().float())


def write_onnx(model, path):
    ids = torch.tensor([[1, 40, 50, 2], [1, 60, 2, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    axes = {name: {0: "batch", 1: "tokens"} for name in ("input_ids", "attention_mask")}
    axes.update({name: {0: "batch"} for name in OUTPUTS})
    torch.onnx.export(model, (ids, mask), path, opset_version=17, input_names=["input_ids", "attention_mask"],
                      output_names=OUTPUTS, dynamic_axes=axes, do_constant_folding=True)
    stored = store_half(onnx.load(path))
    stored.doc_string = ""
    for node in stored.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(stored)
    onnx.save(stored, path)


def write(model, tok, labels, below, told, seed, out):
    """Builds the folder beside `out`, then swaps it in."""
    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".encoder-", dir=out.parent))
    os.chmod(fresh, 0o755)
    write_onnx(model, str(fresh / "model.onnx"))
    (fresh / "tokenizer.json").write_text(tok.to_json(MAX_TOKENS), encoding="utf-8")
    files = [{"path": name, "sha256": hashlib.sha256((fresh / name).read_bytes()).hexdigest(),
              "bytes": (fresh / name).stat().st_size} for name in ("model.onnx", "tokenizer.json")]
    manifest = {
        "schema": 1, "name": "encoder", "version": out.name, "task": "embed", "engine": "OnnxRuntime",
        "languages": [label for label in labels if label != "und"], "max_tokens": MAX_TOKENS, "dimension": WIDTH,
        "inputs": ["input_ids", "attention_mask"],
        "outputs": {
            "embedding": {"shape": ["batch", WIDTH], "type": "float32"},
            "language": {"shape": ["batch", len(labels)], "type": "float32", "labels": labels,
                         "abstain_below": below, "abstain_label": "und"},
            **{name: {"shape": ["batch", len(head["labels"])], "type": "float32", **head} for name, head in told.items()}},
        "files": files, "parameters": sum(p.numel() for p in model.parameters()),
        "training": {"entry_point": "model-udfs/training/encoder/train_encoder.py", "seed": seed,
                     "data": [{"name": name, "licence": licence} for name, (licence, _) in corpus.LICENCES.items()]},
        "licence": "Apache-2.0 (weights); see MODEL_CARD.md for the texts"}
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if CARD.exists():
        shutil.copyfile(CARD, fresh / "MODEL_CARD.md")
    old = out.with_name("." + out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
    return files
