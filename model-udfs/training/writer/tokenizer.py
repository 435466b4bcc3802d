"""The writer's tokenizer: byte-level BPE that keeps case, blanks and digits apart; written as `tokenizer.json`.

  tokenizer.py --data DATA --out tokenizer.json

Special tokens stand in briefs.SPECIALS, from id 0 on.
"""
import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

import regex

import briefs
import lexicon
import text

sys.path.append(str(Path(__file__).parent.parent))
import bpe  # noqa: E402

VOCABULARY, BRIEFS = 8192, 60000
PIECES = " ?\\p{L}+| ?\\p{N}| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"
_PIECES = regex.compile(PIECES)
_BYTES = bpe.byte_alphabet()


def pieces(text):
    return ["".join(_BYTES[b] for b in piece.encode("utf-8", "replace")) for piece in _PIECES.findall(text)]


def train(texts, size):
    counts = Counter()
    for text in texts:
        counts.update(pieces(text))
    return bpe.train_merges(counts, size - len(briefs.SPECIALS))


def to_json(merges):
    tokens = briefs.SPECIALS + sorted(_BYTES.values()) + [a + b for a, b in merges]
    special = lambda i, text: {"id": i, "content": text, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    split = {"type": "Split", "pattern": {"Regex": PIECES}, "behavior": "Isolated", "invert": False}
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    return json.dumps({"version": "1.0", "truncation": None, "padding": None, "added_tokens": [special(i, s) for i, s in enumerate(briefs.SPECIALS)],
                       "normalizer": {"type": "NFC"}, "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, level]}, "post_processor": None,
                       "decoder": level, "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None,
                                                   "fuse_unk": False, "byte_fallback": False, "ignore_merges": False, "vocab": {t: i for i, t in enumerate(tokens)},
                                                   "merges": [f"{a} {b}" for a, b in merges]}}, ensure_ascii=False)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True, type=Path)
    args = parser.parse_args()
    maker, rng = briefs.BriefMaker(lexicon.names(args.data), lexicon.things(args.data), ["a post"]), random.Random(5)
    texts = text.documents(args.data, 1)
    for _ in range(BRIEFS):
        texts += [part for part in regex.split(r"<\|[a-z]+\|>", briefs.document(*maker.draw(rng))) if part]
    args.out.write_text(to_json(train(texts, VOCABULARY)), encoding="utf-8")


if __name__ == "__main__":
    main()
