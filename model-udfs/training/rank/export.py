"""Writes a ranker's folder: model.onnx, manifest.json, MODEL_CARD.md."""
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

import onnx
import torch


def write_onnx(served, features, path):
    torch.onnx.export(served, torch.zeros(2, features), path, opset_version=17, input_names=["features"],
                      output_names=["probabilities"], do_constant_folding=True,
                      dynamic_axes={"features": {0: "batch"}, "probabilities": {0: "batch"}})
    stored = onnx.load(path)
    stored.doc_string = ""
    for node in stored.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(stored)
    onnx.save(stored, path)


def write(served, name, task, features, heads, data, entry, seed, card, out):
    """Builds the folder beside `out`, then swaps it in."""
    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=out.parent))
    os.chmod(fresh, 0o755)
    network = fresh / "model.onnx"
    write_onnx(served, len(features), str(network))
    content = network.read_bytes()
    manifest = {
        "schema": 1, "name": name, "version": out.name, "task": task, "engine": "OnnxRuntime",
        "inputs": ["features"], "features": features,
        "outputs": {"probabilities": {"shape": ["batch", len(heads)], "type": "float32", "labels": heads}},
        "files": [{"path": "model.onnx", "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}],
        "parameters": sum(p.numel() for p in served.parameters()),
        "training": {"entry_point": f"model-udfs/training/rank/{entry}", "seed": seed, "data": data},
        "licence": "Apache-2.0 (weights)"}
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(Path(__file__).with_name(card), fresh / "MODEL_CARD.md")
    old = out.with_name("." + out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
