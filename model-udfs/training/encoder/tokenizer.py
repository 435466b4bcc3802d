"""A byte-level BPE tokenizer: text normalisation, training, encoding, and the `tokenizer.json` that serves it.

The rules stand once, in NORMALIZER and SPLITS, and are written from there into tokenizer.json. The Python encoder below
exists for training; `tokenizer.json`, read by the Hugging Face library, is what the product runs.
"""
import json
import sys
import unicodedata
from pathlib import Path

import regex

sys.path.append(str(Path(__file__).parent.parent))
import bpe  # noqa: E402

PAD, CLS, SEP, MASK = 0, 1, 2, 3
SPECIALS = ["[PAD]", "[CLS]", "[SEP]", "[MASK]"]

# In order, after NFKC: (pattern, replacement). "lower" is the place where the text is lowercased.
INVISIBLE = "[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]"
NORMALIZER = [
    (INVISIBLE, ""),                                              # joiners, bidi marks, variation selectors, skin tones
    ("[\u0000-\u001f\u007f-\u009f]", " "),                        # control characters
    "lower",
    ("https?://\\S*|www\\.\\S+", " http "),                       # links
    ("(?<![\\p{L}\\p{N}_])@[a-z0-9_]+", " @ "),                   # mentions
    ("&amp;", "&"),
    ("[\u2018\u2019\u02bc]", "'"),                                # one apostrophe
    ("([\\p{L}\\p{P}\\p{S}])(?=\\1\\1)", ""),                     # soooo -> soo, !!!!! -> !!
]
# Words do not keep their blanks: each piece gets one blank in front, so a word is the same token anywhere.
SPLIT_BLANKS = "\\s+"
# French elisions (l', qu') and English contractions ('s, 've) are pieces of their own.
SPLIT_PIECES = "\\p{L}{1,2}'(?!(?:re|ve|ll)(?!\\p{L}))(?=\\p{L}{2})|'(?:[stmd]|re|ve|ll)(?!\\p{L})|"  \
    "\\p{L}[\\p{L}\\p{M}]*|\\p{M}+|\\p{N}{1,3}|\\p{P}{1,2}|[^\\p{L}\\p{M}\\p{N}\\p{P}]"

_RULES = [rule if rule == "lower" else (regex.compile(rule[0]), rule[1]) for rule in NORMALIZER]
_BLANKS, _PIECES = regex.compile(SPLIT_BLANKS), regex.compile(SPLIT_PIECES)


_BYTES = bpe.byte_alphabet()


def normalize(text):
    text = unicodedata.normalize("NFKC", text)
    for rule in _RULES:
        if rule == "lower":
            text = "".join(c.lower() for c in text)  # character by character, as the served library does
        else:
            text = rule[0].sub(rule[1], text)
    return text


def pieces(text):
    """The words of a text as strings of byte stand-ins, one blank in front of each."""
    out = []
    for run in _BLANKS.split(normalize(text)):
        if run:
            out += ["".join(_BYTES[b] for b in (" " + piece).encode("utf-8", "replace")) for piece in _PIECES.findall(run)]
    return out


class Tokenizer:
    def __init__(self, merges):
        self.merges = [tuple(m) for m in merges]
        self.vocabulary = {token: i for i, token in enumerate(SPECIALS)}
        for token in [_BYTES[b] for b in range(256)] + [a + b for a, b in self.merges]:
            self.vocabulary.setdefault(token, len(self.vocabulary))
        self.ranks = {pair: rank for rank, pair in enumerate(self.merges)}
        self.cache = {}

    def _word(self, word):
        symbols = list(word)
        while len(symbols) > 1:
            rank, i = min((self.ranks.get(p, 1 << 30), i) for i, p in enumerate(zip(symbols, symbols[1:])))
            if rank == 1 << 30:
                break
            symbols[i:i + 2] = [symbols[i] + symbols[i + 1]]
        return [self.vocabulary[s] for s in symbols]

    def encode(self, text, limit=128):
        """Token ids with [CLS] and [SEP], at most `limit` in all."""
        ids = []
        for word in pieces(text):
            found = self.cache.get(word)
            if found is None:
                found = self.cache[word] = self._word(word)
            ids += found
            if len(ids) > limit:
                break
        return [CLS] + ids[:limit - 2] + [SEP]

    def to_json(self, limit=128):
        replace = lambda p, c: {"type": "Replace", "pattern": {"Regex": p}, "content": c}
        split = lambda p, b: {"type": "Split", "pattern": {"Regex": p}, "behavior": b, "invert": False}
        special = lambda token: {"SpecialToken": {"id": token, "type_id": 0}}
        sequence = lambda name: {"Sequence": {"id": name, "type_id": 0}}
        return json.dumps({
            "version": "1.0",
            "truncation": {"direction": "Right", "max_length": limit, "strategy": "LongestFirst", "stride": 0},
            "padding": None,
            # none: with added tokens, a post that says "[PAD]" would become the padding token
            "added_tokens": [],
            "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}] + [
                {"type": "Lowercase"} if r == "lower" else replace(*r) for r in NORMALIZER]},
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
                split(SPLIT_BLANKS, "Removed"), split(SPLIT_PIECES, "Isolated"),
                {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": False}]},
            "post_processor": {
                "type": "TemplateProcessing",
                "single": [special("[CLS]"), sequence("A"), special("[SEP]")],
                "pair": [special("[CLS]"), sequence("A"), special("[SEP]"), sequence("B"), special("[SEP]")],
                "special_tokens": {t: {"id": t, "ids": [self.vocabulary[t]], "tokens": [t]} for t in ("[CLS]", "[SEP]")}},
            "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": False},
            "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                      "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
                      "vocab": self.vocabulary, "merges": [f"{a} {b}" for a, b in self.merges]},
        }, ensure_ascii=False, indent=1) + "\n"


def load(path):
    model = json.loads(open(path, encoding="utf-8").read())["model"]
    return Tokenizer([m.split(" ") for m in model["merges"]])
