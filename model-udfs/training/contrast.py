"""Contrastive training: the two sides of a pair are to be nearer than anything else in the batch, of either language."""
import random
import time

import torch
from torch.nn import functional as F

import corpus
import noise
from network import pad


def pools(data, tok, pairs, text, rng, log):
    """{kind: [(ids, ids)]}: translations, sentences with one translation in common, posts and their noisy twins, requests
    with one intent."""
    found = {"translations": [(tok.encode(a), tok.encode(b)) for _, a, b in pairs], "paraphrases": [], "twins": []}
    for here, there in ((1, 2), (2, 1)):
        groups = {}
        for pair in pairs:
            if pair[0] == "tatoeba_manythings":
                groups.setdefault(pair[here], []).append(pair[there])
        for others in groups.values():
            for i in range(0, len(others) - 1):
                found["paraphrases"].append((tok.encode(others[i]), tok.encode(others[i + 1])))
    lines = [line for _, line in text if 20 < len(line) < 160]
    lines = rng.sample(lines, min(60000, len(lines))) + [t for l, t in corpus.tweets(data, "train") if l in ("en", "fr")] * 2
    found["twins"] = [(tok.encode(line), tok.encode(noise.noisy(line, rng))) for line in lines]
    found["intents"] = []
    for texts in corpus.intents(data).values():
        rows = [tok.encode(t) for t in texts]
        rng.shuffle(rows)
        found["intents"] += list(zip(rows[0:160:2], rows[1:160:2]))
    log("pairs: " + ", ".join(f"{len(v)} {k}" for k, v in found.items()))
    return found


def drop(row, share, rng):
    kept = [t for t in row[1:-1] if rng.random() >= share]
    return [row[0]] + kept + [row[-1]] if kept else row


def crop(row, rng, longest):
    inner = row[1:-1]
    if len(inner) > longest:
        start = rng.randint(0, len(inner) - longest)
        inner = inner[start:start + longest]
    return [row[0]] + inner + [row[-1]]


def batches(found, size, rng, shares, longest=40):
    """Batches without end, each of one kind and of like lengths; every text's tokens are dropped now and then."""
    kinds, weights = list(shares), list(shares.values())
    queues = {kind: [] for kind in kinds}
    while True:
        kind = rng.choices(kinds, weights)[0]
        if not queues[kind]:
            pool = found[kind][:]
            rng.shuffle(pool)
            windows = [pool[i:i + size * 8] for i in range(0, len(pool), size * 8)]
            cut = []
            for window in windows:
                window.sort(key=lambda pair: len(pair[0]) + len(pair[1]))
                cut += [window[i:i + size] for i in range(0, len(window), size) if len(window[i:i + size]) > size // 4]
            rng.shuffle(cut)
            queues[kind] = cut
        share = 0.25 if kind == "twins" else 0.1
        yield kind, [tuple(crop(drop(row, share, rng), rng, longest) for row in pair) for pair in queues[kind].pop()]


def loss_of(left, right, temperature):
    """All 2n vectors against one another; vectors all but equal to the truth are no negatives."""
    both = torch.cat([left, right])
    n = left.shape[0]
    scores = both @ both.t()
    truth = torch.arange(2 * n).roll(n)
    with torch.no_grad():
        own = scores[torch.arange(2 * n), truth].unsqueeze(1)
        same = (scores > 0.95) | (scores > own + 0.15)
        same[torch.arange(2 * n), truth] = False
        same.fill_diagonal_(True)
    return F.cross_entropy(scores.masked_fill(same, -1e4) / temperature, truth)


def train(model, found, seed, minutes, log, stage, size=512, temperature=0.06, check=None):
    """One stage: 'bag' trains the token vectors and weights alone, 'all' the transformer with them."""
    rng = random.Random(seed)
    start, step, total = time.time(), 0, 0.0
    slow = [model.tokens.weight, model.weights.weight]
    rest = [p for n, p in model.named_parameters() if not n.startswith(("tokens", "weights", "language"))]
    rates = {"bag": (2e-3, 0.0), "all": (3e-4, 1e-3)}[stage]
    groups = [{"params": slow, "lr": rates[0], "top": rates[0]}]
    if stage == "all":
        groups.append({"params": rest, "lr": rates[1], "top": rates[1]})
    optimizer = torch.optim.Adam(groups, betas=(0.9, 0.98))
    shares = {"translations": 0.6, "paraphrases": 0.15, "twins": 0.2, "intents": 0.05}
    for kind, part in batches(found, size, rng, shares):
        done = (time.time() - start) / (minutes * 60)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * min(1.0, (step + 1) / 50) * max(0.02, 1 - done)
        sides = [model.embed(*pad([pair[k] for pair in part]), bag_only=stage == "bag") for k in (0, 1)]
        loss = loss_of(*sides, temperature)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(slow + rest, 1.0)
        optimizer.step()
        step, total = step + 1, total + loss.item()
        if step % 100 == 0:
            log(f"{stage}: step {step}, loss {total / 100:.4f}, {done:.0%}" + (f", {check()}" if check and step % 300 == 0 else ""))
            total = 0.0
    return step
