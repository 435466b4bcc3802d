"""Writes what the trunk trains on as token rows, so that the machine with the GPU reads neither texts nor the tokenizer.

  prepare_rows.py --data DATA --tokenizer tokenizer.json --out rows.npz [--seed S]

rows.npz: `ids` and `starts` (a text's tokens one after another), `masked` (rows to fill gaps in) with `language` (0 English,
1 French, 2 other), a table of row pairs for each kind of pair, and for each head rows, labels, weights; `kept_HEAD` are the
rows of no training at all, on which `heads.py` settles how much the trunk counts.
"""
import argparse
import random
from pathlib import Path

import numpy as np

import corpus
import heads
import noise
import tokenizer

KEPT_OF = 10
HEADS = ("topics", "sentiment", "toxicity", "spam")


class Rows:
    """Token rows, each text once."""

    def __init__(self, tok):
        self.tok, self.place, self.rows = tok, {}, []

    def add(self, text):
        if text not in self.place:
            self.place[text] = len(self.rows)
            self.rows.append(np.array(self.tok.encode(text), dtype=np.uint16))
        return self.place[text]

    def pairs(self, texts):
        return np.array([(self.add(a), self.add(b)) for a, b in texts], dtype=np.int32)

    def arrays(self):
        lengths = np.array([len(row) for row in self.rows])
        return {"ids": np.concatenate(self.rows), "starts": np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)}


def held_sides(held):
    return {side for _, *sides in held for side in sides}


def pair_tables(rows, data, pairs, text, rng):
    """Pairs of rows by kind: a sentence and its translation, two with a translation in common, a text and its noisy twin, two
    requests with one intent; `long` are rows with room for two crops."""
    out = {"translations": rows.pairs((a, b) for _, a, b in pairs)}
    shared = []
    for here, there in ((1, 2), (2, 1)):
        groups = {}
        for pair in pairs:
            if pair[0] == "tatoeba_manythings":
                groups.setdefault(pair[here], []).append(pair[there])
        shared += [(a, b) for others in groups.values() for a, b in zip(others, others[1:])]
    out["paraphrases"] = rows.pairs(shared)
    lines = [line for _, line in text if 20 < len(line) < 200]
    lines = rng.sample(lines, min(100000, len(lines))) + [t for _, t in corpus.tweets(data, "train")] * 3
    out["twins"] = rows.pairs((line, noise.noisy(line, rng)) for line in lines)
    asked = []
    for texts in corpus.intents(data).values():
        for _ in range(2):
            drawn = rng.sample(texts, min(400, len(texts)))
            asked += list(zip(drawn[0::2], drawn[1::2]))
    out["intents"] = rows.pairs(asked)
    return out


def head_tables(rows, data, text, seed):
    out = {}
    for name in HEADS:
        labels, lines, weights, _ = heads.examples(data, name, text, random.Random(seed))
        at = np.array([rows.add(line) for line in lines], dtype=np.int32)
        kept = np.arange(len(lines)) % KEPT_OF == 0
        seen = set(at[kept].tolist())
        trained = np.array([not k and row not in seen for k, row in zip(kept, at.tolist())])
        out[f"rows_{name}"], out[f"labels_{name}"] = at[trained], labels.numpy()[trained].astype(np.int8)
        out[f"weights_{name}"], out[f"kept_{name}"] = weights.numpy()[trained].astype(np.float16), at[kept]
        out[f"kept_labels_{name}"] = labels.numpy()[kept].astype(np.int8)
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=20)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    rows = Rows(tokenizer.load(args.tokenizer))
    pairs, held = corpus.hold_out(corpus.open_pairs(args.data), corpus.HELD_OUT, rng)
    text = corpus.open_text(args.data)
    told = head_tables(rows, args.data, text, args.seed)
    tables = pair_tables(rows, args.data, pairs, text, rng)
    lines = [line for line in corpus.reading(args.data) if line[1] not in held_sides(held)]
    lines += [("en", a) for _, a, _ in pairs] + [("fr", b) for _, _, b in pairs]
    lines += [(language, line) for language, line in corpus.tweets(args.data, "train")]
    lines += [("en", line) for _, line in corpus.emotions(args.data)] + [("en", line) for _, _, line in corpus.toxic_posts(args.data)]
    lines += [("fr" if i else "en", line) for i, part in enumerate(corpus.mlma_by_language(args.data, "train")) for _, line in part]
    masked, language = {}, {"en": 0, "fr": 1}
    for name, line in lines:
        masked.setdefault(rows.add(line), language.get(name, 2))
    order = np.array(sorted(masked), dtype=np.int32)
    arrays = rows.arrays()
    np.savez_compressed(args.out, masked=order, language=np.array([masked[i] for i in order], dtype=np.int8), **tables, **told, **arrays)
    print(f"{len(rows.rows)} rows, {len(arrays['ids'])} tokens, {len(order)} to fill gaps in, "
          + ", ".join(f"{len(t)} {name}" for name, t in tables.items()) + f", {Path(args.out).stat().st_size >> 20} MB")


if __name__ == "__main__":
    main()
