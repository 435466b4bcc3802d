"""Trains the judge that `./murmur bench image` asks what a picture shows: rows of a picture's bytes / 255 to a probability a class.

  judge.py --out model-udfs/training/image/judge [--pictures 36000] [--passes 6] [--seed N]

It learns from drawn pictures alone, with seeds that neither the image model nor the briefs have, and is for measuring: no job
asks it. It prints what it tells of drawn pictures that it never saw.
"""
import argparse
import multiprocessing
import random
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import scenes

sys.path.append(str(Path(__file__).parent.parent))
from rank.export import write_onnx  # noqa: E402

SIDE, CHUNK = scenes.SIZE, 500


class Judge(nn.Module):
    """Looks at half the size, brightness and contrast evened out."""

    def __init__(self, classes, widths=(24, 48, 96, 128)):
        super().__init__()
        layers, last = [], 3
        for width in widths:
            layers += [nn.Conv2d(last, width, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
                       nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
            last = width
        self.layers, self.out = nn.Sequential(*layers), nn.Linear(last, classes)

    def logits(self, rows):
        x = F.avg_pool2d(rows.reshape(-1, SIDE, SIDE, 3).permute(0, 3, 1, 2), 2)
        x = x - x.mean((1, 2, 3), keepdim=True)
        x = x / (x.pow(2).mean((1, 2, 3), keepdim=True) + 1e-3).sqrt()
        return self.out(self.layers(x).mean((2, 3)))

    def forward(self, rows):
        return torch.softmax(self.logits(rows), -1)


def drawn(seed):
    """CHUNK pictures as bytes [n, SIDE, SIDE, 3], and their classes."""
    rng = random.Random(f"judge {seed}")
    rows = [scenes.sample(rng) for _ in range(CHUNK)]
    return np.stack([row[0] for row in rows]), np.array([row[1] for row in rows])


def floats(pictures):
    return torch.from_numpy(pictures).float().div_(255).flatten(1)


@torch.no_grad()
def share_told(judge, pictures, classes):
    judge.eval()
    found = torch.cat([judge.logits(floats(part)).argmax(1) for part in np.array_split(pictures, max(1, len(pictures) // 200))])
    judge.train()
    return (found.numpy() == classes).mean()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=36000)
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--seed", type=int, default=31)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    with multiprocessing.Pool() as pool:
        chunks = pool.map(drawn, [args.seed * 1000 + i for i in range(args.pictures // CHUNK + 4)], 1)
    pictures, classes = (np.concatenate([chunk[i] for chunk in chunks]) for i in (0, 1))
    kept, pictures, kept_classes, classes = pictures[:4 * CHUNK], pictures[4 * CHUNK:], classes[:4 * CHUNK], classes[4 * CHUNK:]
    judge = Judge(len(scenes.LABELS))
    steps, batch = args.passes * (len(pictures) // 64), 64
    optimizer = torch.optim.AdamW(judge.parameters(), lr=3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    for turn in range(args.passes):
        order = rng.permutation(len(pictures))
        for i in range(len(pictures) // batch):
            pick = order[i * batch:(i + 1) * batch]
            part = pictures[pick]
            part = np.where(rng.random(len(part))[:, None, None, None] < 0.5, part[:, :, ::-1], part)
            loss = F.cross_entropy(judge.logits(floats(np.ascontiguousarray(part))), torch.from_numpy(classes[pick]), label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"pass {turn + 1}: tells {share_told(judge, kept, kept_classes):.3f} of {len(kept)} drawn pictures it never saw", flush=True)
    args.out.mkdir(parents=True, exist_ok=True)
    write_onnx(judge.eval(), SIDE * SIDE * 3, str(args.out / "model.onnx"))


if __name__ == "__main__":
    main()
