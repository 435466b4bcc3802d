"""The part of a vector that sees words, not meaning: each token's row is a fixed random projection of its characters' n-grams,
weighted by how rare they are. Untrained, it ranks English and French pairs about as well as TF-IDF, and it knows names."""
import math
import unicodedata
import zlib
from collections import Counter

import numpy as np
import torch

import tokenizer
from network import LEXICAL
from tokenizer import bpe

BUCKETS, WORD_WEIGHT = 65536, 3.0


def bytes_of(tok):
    """The bytes that each token stands for; None for the special ones. A token may begin or end within a character."""
    bytes_by = {stand_in: byte for byte, stand_in in bpe.byte_alphabet().items()}
    by_id = {index: token for token, index in tok.vocabulary.items()}
    return [None if index < len(tokenizer.SPECIALS) else bytes(bytes_by[c] for c in by_id[index]) for index in range(len(by_id))]


def texts_of(tok):
    """What each token looks like; None for the special ones."""
    return [None if own is None else own.decode("utf-8", "replace") for own in bytes_of(tok)]


def _features(text):
    """(bucket, weight) of the token as a word and of its 3- to 5-grams; a token that ends no word still closes with one."""
    word = text.strip()
    framed = ("<" if text.startswith(" ") else "") + word + ">"
    grams = [framed[i:i + n] for n in (3, 4, 5) for i in range(len(framed) - n + 1)]
    return [(zlib.crc32(word.encode()) % BUCKETS, WORD_WEIGHT)] + [(zlib.crc32(g.encode()) % BUCKETS, 1.0) for g in grams]


def table(tok, rows, seed):
    """[tokens, LEXICAL], rows of length 1: what a token weighs in its text is `Encoder.weights`. `rows` are token ids of texts,
    from which the rarity of n-grams is counted."""
    features = [[] if text is None else _features(text) for text in texts_of(tok)]
    token_rows = Counter()
    for row in rows:
        token_rows.update(set(row))
    bucket_rows = Counter()
    for token, count in token_rows.items():
        for bucket in {bucket for bucket, _ in features[token]}:
            bucket_rows[bucket] += count
    projection = np.random.default_rng(seed).standard_normal((BUCKETS, LEXICAL), dtype=np.float32)
    out = np.zeros((len(features), LEXICAL), dtype=np.float32)
    for token, found in enumerate(features):
        for bucket, weight in found:
            rarity = max(0.0, math.log((len(rows) + 1) / (bucket_rows[bucket] + 1)))
            out[token] += weight * rarity * projection[bucket]
    return torch.from_numpy(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6))


def punctuation(tok):
    """[tokens]: True where a token is nothing but punctuation."""
    texts = [(text or "").strip() for text in texts_of(tok)]
    return torch.tensor([bool(text) and all(unicodedata.category(c)[0] == "P" for c in text) for text in texts])
