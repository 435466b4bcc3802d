"""Writes the folder that ships: model.onnx (one velocity; the Euler loop is the caller's), manifest.json, MODEL_CARD.md.

  export_image.py --weights DIR/weights.pt --out model-udfs/models/ad-image/1.1.0
"""
import argparse
import hashlib
import json
import shutil
import sys
from pathlib import Path

import onnx
import torch

import scenes
from network import SIDE, Painter, times, velocity

sys.path.append(str(Path(__file__).parent.parent))
from halves import store_half  # noqa: E402

INPUTS = {"x": (["batch", 3, SIDE, SIDE], "float32"), "t": (["batch"], "float32"), "product_class": (["batch"], "int64"),
          "mood": (["batch"], "int64"), "palette": (["batch", 4, 3], "float32"), "palette_mask": (["batch", 4], "float32")}
NOISE = 0.9  # a little less than it was trained on: fewer crumbs, calmer grounds
CARD = Path(__file__).with_name("image_card.md")


class Twice(torch.nn.Module):
    """Each row computed twice over: ONNX Runtime multiplies a single row with another kernel, whose last bits differ, and a
    picture painted alone must have the bytes it has in company. Of the network's products only those of conditions are so thin.
    """

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, c):
        return self.inner(torch.cat([c, c]))[:c.shape[0]]


class Step(torch.nn.Module):
    def __init__(self, painter):
        super().__init__()
        self.painter = painter
        for module in list(painter.modules()):
            for name in ("clock", "palette", "mixed", "adapt"):
                if hasattr(module, name):
                    setattr(module, name, Twice(getattr(module, name)))

    def forward(self, x, t, product_class, mood, palette, palette_mask):
        return velocity(self.painter, x, t, product_class, mood, palette, palette_mask)


def write_onnx(painter, path):
    example = (torch.randn(2, 3, SIDE, SIDE), torch.tensor([0.0, 0.5]), torch.tensor([0, 1]), torch.tensor([0, 1]),
               torch.rand(2, 4, 3), torch.ones(2, 4))
    axes = {name: {0: "batch"} for name in [*INPUTS, "v"]}
    told = {} if torch.__version__ < "2" else {"dynamo": False}
    torch.onnx.export(Step(painter).eval(), example, path, opset_version=17, input_names=list(INPUTS), output_names=["v"],
                      dynamic_axes=axes, do_constant_folding=True, **told)
    stored = store_half(onnx.load(path))
    for node in stored.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(stored)
    onnx.save(stored, path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    saved = torch.load(args.weights, map_location="cpu")
    painter = Painter(**saved["shape"])
    painter.load_state_dict({k: v.float() for k, v in saved["state"].items()})
    parameters = sum(p.numel() for p in painter.parameters())
    args.out.mkdir(parents=True, exist_ok=True)
    path = args.out / "model.onnx"
    write_onnx(painter, str(path))
    manifest = {
        "schema": 1, "name": "ad-image", "version": args.out.name, "task": "image", "engine": "OnnxRuntime",
        "inputs": list(INPUTS), "input_shapes": {name: {"shape": shape, "type": kind} for name, (shape, kind) in INPUTS.items()},
        "outputs": {"v": {"shape": ["batch", 3, SIDE, SIDE], "type": "float32"}},
        "image": {"width": SIDE, "height": SIDE, "times": [round(t, 6) for t in times()], "noise": NOISE, "product_classes": scenes.LABELS,
                  "moods": scenes.MOODS},
        "use": "x = image.noise * standard normal noise; for each pair of times: x += (then - now) * v(x, now, ...); pixel = (clamp(x, -1, 1) + 1) / 2",
        "files": [{"path": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}],
        "parameters": parameters,
        "training": {"entry_point": "model-udfs/training/image/train_image.py", "steps": saved["step"],
                     "data": [{"name": "model-udfs/training/image/scenes.py (drawn by procedure)", "licence": "Apache-2.0"}]},
        "licence": "Apache-2.0 (weights)"}
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    if CARD.exists():
        shutil.copyfile(CARD, args.out / "MODEL_CARD.md")
    print(f"{args.out}: {path.stat().st_size} bytes of model.onnx", file=sys.stderr)


if __name__ == "__main__":
    main()
