"""Trains the language head: a linear model over a text's tokens and token pairs."""
import random

import torch
from torch.nn import functional as F

import corpus
import noise
from network import pad

LABELS = ["en", "fr", "de", "es", "it", "pt", "ar", "hi", "ja", "und"]


def examples(data, pairs, text, rng, each=36000):
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
    for language, line in corpus.tweets(data, "train"):
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


def train(model, tok, data, pairs, text, seed, log, epochs=4, batch=512):
    """Fits the head; returns the share below which the label is not to be trusted, from a tenth kept aside."""
    rng = random.Random(seed)
    rows = [(LABELS.index(label), tok.encode(line)) for label, line in examples(data, pairs, text, rng)]
    kept, rows = rows[: len(rows) // 10], rows[len(rows) // 10:]
    for table in (model.language_tokens, model.language_pairs):
        torch.nn.init.zeros_(table.weight)
    head = [model.language_tokens.weight, model.language_pairs.weight, model.language_bias]
    steps, done = epochs * (len(rows) // batch), 0
    optimizer = torch.optim.Adam(head, lr=0.02)
    for epoch in range(epochs):
        rng.shuffle(rows)
        total = 0.0
        for start in range(0, len(rows) - batch + 1, batch):
            part = rows[start:start + batch]
            for group in optimizer.param_groups:
                group["lr"] = 0.02 * (1 - done / steps) + 1e-4
            logits = model.language_logits(*pad([r[1] for r in part]))
            loss = F.cross_entropy(logits, torch.tensor([r[0] for r in part]), label_smoothing=0.03)
            loss = loss + 1e-6 * (logits ** 2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
            done += 1
        log(f"language: epoch {epoch + 1}, loss {total / (len(rows) // batch):.4f}")
    sure = {}
    with torch.no_grad():
        for start in range(0, len(kept), 1000):
            part = kept[start:start + 1000]
            top, index = torch.softmax(model.language_logits(*pad([r[1] for r in part])), -1).max(1)
            for (label, _), share, found in zip(part, top.tolist(), index.tolist()):
                sure.setdefault("right" if label == found else "wrong", []).append(share)
    # as high as it can be while it silences at most 1 in 100 right answers
    below = sorted(sure["right"])[len(sure["right"]) // 100]
    wrong = sure.get("wrong", [])
    log(f"language: kept aside {len(kept)}: {len(wrong)} wrong, {sum(w >= below for w in wrong)} above {below:.2f}")
    return min(0.7, max(0.3, round(below, 2)))
