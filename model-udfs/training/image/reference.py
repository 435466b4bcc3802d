"""Writes what `./murmur bench image` measures on: briefs.tsv (class, mood, palette, seed) and drawn.png, a drawn picture of each
brief, eight a row.

  reference.py [--seed N]
"""
import argparse
import random
from pathlib import Path

import numpy as np
from PIL import Image

import scenes

COUNT, COLUMNS = 48, 8
HERE = Path(__file__).parent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=23)
    rng = random.Random(parser.parse_args().seed)
    lines, pictures = [], []
    for i in range(COUNT):
        label, mood = scenes.LABELS[i % len(scenes.LABELS)], scenes.MOODS[(i * 5 + i // 6) % len(scenes.MOODS)]
        palette = [tuple(round(255 * c) for c in colour) for colour in scenes.random_palette(rng)]
        lines.append("\t".join([label, mood, " ".join("#%02X%02X%02X" % colour for colour in palette), str(1000 + i)]))
        pictures.append(scenes.draw([tuple(c / 255 for c in colour) for colour in palette], label, mood, rng))
    (HERE / "briefs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [np.concatenate(pictures[i:i + COLUMNS], 1) for i in range(0, COUNT, COLUMNS)]
    Image.fromarray(np.concatenate(rows)).save(HERE / "drawn.png", optimize=True)


if __name__ == "__main__":
    main()
