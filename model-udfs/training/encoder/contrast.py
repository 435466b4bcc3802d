"""Contrastive training: the two sides of a pair are to be nearer than anything else in the batch, of either language."""
import random
import time

import torch
from torch.nn import functional as F

import corpus
import noise
from network import MAX_TOKENS, MEANING, pad


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


def batches(found, model, size, rng, shares, longest=40):
    """Batches without end, each of one kind; every text's tokens are dropped now and then. Within a batch the pairs are alike
    (neighbours along a random direction of the model's present vectors), so that the negatives are hard."""
    kinds, weights = list(shares), list(shares.values())
    queues = {kind: [] for kind in kinds}
    while True:
        kind = rng.choices(kinds, weights)[0]
        if not queues[kind]:
            queues[kind] = alike(found[kind], model, size, rng)
        share = 0.25 if kind == "twins" else 0.1
        yield kind, [tuple(crop(drop(row, share, rng), rng, longest) for row in pair) for pair in queues[kind].pop()]


def alike(pool, model, size, rng):
    """The pool cut into batches of pairs that lie near one another."""
    pool = pool[:]
    rng.shuffle(pool)
    with torch.no_grad():
        directions = torch.randn(MEANING, 4)
        codes = torch.cat([model.bag(*pad([pair[0][:48] for pair in pool[i:i + 4096]])) @ directions
                           for i in range(0, len(pool), 4096)])
    # three bits of where it lies, then the value along a fourth direction
    bits = ((codes[:, :3] > codes[:, :3].median(0).values).long() * torch.tensor([4, 2, 1])).sum(1)
    order = sorted(range(len(pool)), key=lambda i: (int(bits[i]), float(codes[i, 3])))
    cut = [[pool[i] for i in order[start:start + size]] for start in range(0, len(order), size)]
    cut = [batch for batch in cut if len(batch) > size // 4]
    rng.shuffle(cut)
    return cut


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


def train(model, found, seed, minutes, log, size=1024, temperature=0.06, rate=2e-3, check=None):
    """Trains the token vectors and weights, until the clock says so."""
    rng = random.Random(seed)
    start, step, total = time.time(), 0, 0.0
    optimizer = torch.optim.Adam([model.tokens.weight, model.weights.weight], lr=rate, betas=(0.9, 0.98))
    shares = {"translations": 0.5, "paraphrases": 0.25, "twins": 0.2, "intents": 0.05}
    for kind, part in batches(found, model, size, rng, shares):
        done = (time.time() - start) / (minutes * 60)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 50) * max(0.02, 1 - done)
        loss = loss_of(*(model.bag_to_train(*pad([pair[k] for pair in part])) for k in (0, 1)), temperature)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        step, total = step + 1, total + loss.item()
        if step % 100 == 0:
            log(f"step {step}, loss {total / 100:.4f}, {done:.0%}" + (f", {check()}" if check and step % 300 == 0 else ""))
            total = 0.0
    return step


def fit_whitening(model, rows, power):
    """Evens out the directions that all texts share (Su et al. 2021): scales the principal directions of the bags of `rows`
    by their variance to the power -power/2."""
    with torch.no_grad():
        bags = torch.cat([model.bag(*pad([row[:MAX_TOKENS] for row in rows[i:i + 1024]])) for i in range(0, len(rows), 1024)])
        centre = bags.mean(0)
        values, directions = torch.linalg.eigh((bags - centre).t() @ (bags - centre) / len(bags))
        model.centre.copy_(centre)
        model.whiten.weight.copy_((directions * values.clamp(min=1e-8) ** (-power / 2)).t())
