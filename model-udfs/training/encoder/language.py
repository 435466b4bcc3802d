"""Trains the language head: a linear model over a text's tokens and token pairs. While it learns, a token's row is its own and
the mean of its characters' n-grams, as in heads.py, and that of its scripts: most names and rare words are seen in no training
text, and of a script that is not Latin most tokens are pieces of characters.

A set's folder is not always its posts' language: nearly a third of the Hindi folder's are English. So posts of the other folders
that a head that did not see them calls English are left out. Its Hindi is in Latin letters; language_lines_hi.txt, written for
this project, is in its own."""
import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import corpus
import lexical
import noise
from heads import GRAM_BUCKETS, Bags, grams_of_tokens, sum_bags
from network import bag_logits, pad

LABELS = ["en", "fr", "de", "es", "it", "pt", "ar", "hi", "ja", "und"]
# A post of another folder is left out where English has at least this share.
ENGLISH = 0.5
OWN_HINDI = Path(__file__).with_name("language_lines_hi.txt")
# How often each of its lines stands among the Hindi posts, of which there are fifteen times as many as lines.
OWN_TIMES = 6
# Beginnings of a character in UTF-8, see scripts_of_tokens.
SCRIPTS = 256 + 32 * 256


def examples(data, pairs, text, posts, rng, each=36000):
    """(label, text) with as many of each language, as far as repeating with fresh noise goes; 'und' is made up."""
    by_label = {label: [] for label in LABELS}
    for _, english, french in pairs:
        by_label["en"].append(english)
        by_label["fr"].append(french)
    for language, line in text:
        by_label[language].append(line)
    by_label["en"] += [line for lines in corpus.intents(data).values() for line in lines]
    for name in by_label:
        rng.shuffle(by_label[name])
        del by_label[name][each * 2 // 3:]
    by_label["hi"] += corpus.lines(OWN_HINDI) * OWN_TIMES
    for language, line in posts:
        by_label[language] += [line] * (3 if language in ("en", "fr") else 1)
    out = []
    for label, lines in by_label.items():
        if label == "und":
            out += [(label, noise.no_language(rng)) for _ in range(each // 2)]
            continue
        for _ in range(each if label in ("en", "fr") else each // 2):
            line = rng.choice(lines)
            words = line.split()
            if len(words) > 3 and rng.random() < 0.5:  # short texts are the hard ones
                size = rng.randint(2, len(words))
                start = rng.randint(0, len(words) - size)
                line = " ".join(words[start:start + size])
            out.append((label, noise.noisy(line, rng) if rng.random() < 0.5 else line))
    rng.shuffle(out)
    return out


def scripts_of_tokens(tok):
    """Of each token, how its characters beyond ASCII begin in UTF-8: the first byte of two, the first two of three or four. That
    much tells the script."""
    rows = []
    for own in lexical.bytes_of(tok):
        own = own or b""
        rows.append(np.array([byte if byte < 0xE0 else (byte - 0xE0) * 256 + after + 256
                              for byte, after in zip(own, own[1:] + b"\0") if byte >= 0xC2], dtype=np.int64))
    return Bags(rows, [1 / np.sqrt(max(1, len(row))) for row in rows]).take(np.arange(len(rows)))


class Rows:
    """A table of rows that looks them up."""

    def __init__(self, rows):
        self.rows, self.num_embeddings = rows, len(rows)

    def __call__(self, ids):
        return F.embedding(ids, self.rows)


def train(model, tok, data, pairs, text, seed, log):
    """Fits the head; returns the share below which the label is not to be trusted, from a tenth kept aside."""
    posts = corpus.tweets(data, "train")
    english = [False] * len(posts)
    for half in (0, 1):
        fit(model, tok, examples(data, pairs, text, posts[half::2], random.Random(seed)), log)
        for at in range(1 - half, len(posts), 2):
            top, share = likeliest(model, [tok.encode(posts[at][1])])[0]
            english[at] = posts[at][0] != "en" and LABELS[top] == "en" and share >= ENGLISH
    left_out = Counter(label for (label, _), is_english in zip(posts, english) if is_english)
    log(f"language: left out as English {dict(left_out)} of {dict(Counter(label for label, _ in posts))}")
    kept = fit(model, tok, examples(data, pairs, text, [post for post, out in zip(posts, english) if not out],
                                    random.Random(seed)), log)
    sure = {}
    for start in range(0, len(kept), 1000):
        part = kept[start:start + 1000]
        for (label, _), (found, share) in zip(part, likeliest(model, [row for _, row in part])):
            sure.setdefault("right" if label == found else "wrong", []).append(share)
    # as high as it can be while it silences at most 1 in 100 right answers
    below = sorted(sure["right"])[len(sure["right"]) // 100]
    wrong = sure.get("wrong", [])
    log(f"language: kept aside {len(kept)}: {len(wrong)} wrong, {sum(w >= below for w in wrong)} above {below:.2f}")
    return min(0.7, max(0.3, round(below, 2)))


def likeliest(model, rows):
    """[(label's number, share)] of token rows."""
    with torch.no_grad():
        top, index = torch.softmax(model.language_logits(*pad(rows)), -1).max(1)
    return list(zip(index.tolist(), top.tolist()))


def fit(model, tok, lines, log, epochs=4, batch=512):
    """Fits the head to nine tenths of the lines; returns the others, as (label's number, token row)."""
    rng = random.Random(len(lines))
    rows = [(LABELS.index(label), tok.encode(line)) for label, line in lines]
    kept, rows = rows[: len(rows) // 10], rows[len(rows) // 10:]
    for weights in (model.language_tokens.weight, model.language_pairs.weight, model.language_bias):
        torch.nn.init.zeros_(weights)
    grams, scripts = grams_of_tokens(tok), scripts_of_tokens(tok)
    of_grams = torch.zeros(GRAM_BUCKETS, len(LABELS), requires_grad=True)
    of_scripts = torch.zeros(SCRIPTS, len(LABELS), requires_grad=True)
    # No bias is learnt: in a short text it would say more than the words do.
    head = [model.language_tokens.weight, model.language_pairs.weight, of_grams, of_scripts]
    steps, done = epochs * (len(rows) // batch), 0
    optimizer = torch.optim.Adam(head, lr=0.02)
    for epoch in range(epochs):
        rng.shuffle(rows)
        total = 0.0
        for start in range(0, len(rows) - batch + 1, batch):
            part = rows[start:start + batch]
            for group in optimizer.param_groups:
                group["lr"] = 0.02 * (1 - done / steps) + 1e-4
            tokens = Rows(head[0] + sum_bags(of_grams, grams) + sum_bags(of_scripts, scripts))
            logits = bag_logits(tokens, Rows(head[1]), *pad([r[1] for r in part]))
            loss = F.cross_entropy(logits, torch.tensor([r[0] for r in part]), label_smoothing=0.03)
            loss = loss + 1e-6 * (logits ** 2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
            done += 1
        log(f"language: epoch {epoch + 1}, loss {total / (len(rows) // batch):.4f}")
    with torch.no_grad():
        head[0].add_(sum_bags(of_grams, grams) + sum_bags(of_scripts, scripts))
    return kept
