"""What the encoder has to beat: a bag of hashed words and character n-grams with idf weights and random vectors, untrained."""
import math
import zlib
from collections import Counter

import numpy as np
import torch

from tokenizer import normalize

BUCKETS, WIDTH = 65536, 192


def features(text):
    """Bucket numbers of a text's words and of the character 3- to 5-grams of each word."""
    out = []
    for word in normalize(text).split():
        framed = f"<{word}>"
        grams = [word] + [framed[i:i + n] for n in (3, 4, 5) for i in range(len(framed) - n + 1)]
        out += [zlib.crc32(gram.encode("utf-8", "replace")) % BUCKETS for gram in grams]
    return out


class HashedBag:
    def __init__(self, lines, seed=3):
        seen = Counter()
        for line in lines:
            seen.update(set(features(line)))
        self.idf = np.array([math.log((len(lines) + 1) / (seen[b] + 1)) for b in range(BUCKETS)], dtype=np.float32)
        self.rows = np.random.default_rng(seed).standard_normal((BUCKETS, WIDTH), dtype=np.float32)

    def embed_texts(self, texts):
        out = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for i, text in enumerate(texts):
            buckets = features(text)
            if buckets:
                out[i] = self.idf[buckets] @ self.rows[buckets]
        return torch.from_numpy(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6))
