"""Writes the folder that ships, as Hugging Face's transformers would read it: config.json, model.safetensors (fp16), tokenizer.json;
beside them words.txt, manifest.json and the model card.

  export_writer.py --weights weights.pt --tokenizer tokenizer.json --out model-udfs/models/ad-writer/1.0.0
"""
import argparse
import hashlib
import json
import shutil
import struct
from pathlib import Path

import torch

import briefs
import network
import text
import words

HERE = Path(__file__).parent
FILES = ("config.json", "model.safetensors", "tokenizer.json", "words.txt")


def safetensors(tensors):
    """The format of https://github.com/huggingface/safetensors: length, header, data."""
    header, parts, at = {"__metadata__": {"format": "pt"}}, [], 0
    for name, tensor in sorted(tensors.items()):
        data = tensor.half().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [at, at + len(data)]}
        parts.append(data)
        at += len(data)
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    return struct.pack("<Q", len(head)) + head + b"".join(parts)


def manifest(out):
    files = [{"path": name, "sha256": hashlib.sha256((out / name).read_bytes()).hexdigest(), "bytes": (out / name).stat().st_size} for name in FILES]
    return {"schema": 1, "name": "ad-writer", "version": out.name, "task": "generate", "engine": "OnnxRuntime", "languages": ["en", "fr"],
            "max_tokens": network.Config.positions, "voices": briefs.VOICES, "files": files,
            "training": {"entry_point": "model-udfs/training/writer/train_writer.py",
                         "data": [{"name": name, "licence": licence} for name, licence in text.LICENCES.items()]},
            "licence": "Apache-2.0 (weights); see MODEL_CARD.md for the texts"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    saved = torch.load(args.weights, map_location="cpu")
    args.out.mkdir(parents=True, exist_ok=True)
    config = network.Config(**saved["config"])
    (args.out / "config.json").write_text(json.dumps(config.hugging_face(), indent=2) + "\n")
    (args.out / "model.safetensors").write_bytes(safetensors({f"model.{k}": v for k, v in saved["state"].items()}))
    shutil.copy(args.tokenizer, args.out / "tokenizer.json")
    (args.out / "words.txt").write_text(words.lines(), encoding="utf-8")
    (args.out / "manifest.json").write_text(json.dumps(manifest(args.out), indent=2) + "\n")
    shutil.copy(HERE.parent / "writer_card.md", args.out / "MODEL_CARD.md")


if __name__ == "__main__":
    main()
