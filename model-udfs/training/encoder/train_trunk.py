"""Trains token rows, trunk, vector and deep heads on a GPU.

  train_trunk.py --rows rows.npz --out trunk.pt --minutes N [--layers 4] [--width 256] [--device cuda] [--seed S]

First gaps to fill in (Devlin et al. 2019, pairs of translations together as in XLM), then all at once: pairs are to be nearer
than anything else in the batch, the heads' labels, gaps at a low weight so that what was read is not forgotten. The clock ends
both parts: two runs are alike, not the same bytes. Needs PyTorch 2; rows.npz is what prepare_rows.py wrote.
"""
import argparse
import math
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from trunk import MAX_TOKENS, Reader

PAD, CLS, SEP, MASK, SPECIALS = 0, 1, 2, 3, 4
MEANING, TEMPERATURE = 256, 0.05
KINDS = {"translations": (0.45, 32), "paraphrases": (0.2, 24), "twins": (0.15, 48), "intents": (0.05, 24), "crops": (0.15, 48)}
HEADS = {"topics": (0, 19, 0.015), "sentiment": (19, 22, 0.36), "toxicity": (22, 23, 0.425), "spam": (23, 24, 0.2)}


class Rows:
    """All token rows on the device; batches are cut out of them there."""

    def __init__(self, data, device):
        self.ids = torch.from_numpy(data["ids"].astype(np.int64)).to(device)
        starts = torch.from_numpy(data["starts"]).to(device)
        self.starts, self.lengths, self.device = starts[:-1], starts[1:] - starts[:-1], device
        self.vocabulary = int(self.ids.max()) + 1

    def take(self, rows, longest, start=None, length=None):
        """Rows -> (ids, mask), cut at `longest`; `start` and `length` choose a part of each."""
        length = self.lengths[rows] if length is None else length
        first = self.starts[rows] if start is None else self.starts[rows] + start
        at = torch.arange(longest, device=self.device)
        mask = at < length.unsqueeze(1)
        ids = self.ids[(first.unsqueeze(1) + at).clamp(max=len(self.ids) - 1)]
        return ids * mask, mask

    def crops(self, rows, longest):
        """A part of each row, a third to two thirds of it."""
        inner = (self.lengths[rows] - 2).float()
        length = (inner * (0.33 + 0.33 * torch.rand(len(rows), device=self.device))).long().clamp(4, longest)
        start = 1 + (torch.rand(len(rows), device=self.device) * (inner - length).clamp(min=0)).long()
        return self.take(rows, longest, start, length)


def dropped(ids, mask, share):
    """Some tokens out of the texts' sight."""
    keep = torch.rand(mask.shape, device=mask.device) >= share
    return ids, mask & (keep | (ids < SPECIALS))


class Gaps:
    """Filling in: batches of rows of about one length, each language as often; some are a sentence and its translation."""

    def __init__(self, rows, data, model, tokens_a_batch, device):
        self.rows, self.tokens_a_batch, self.device = rows, tokens_a_batch, device
        self.head = nn.Sequential(nn.Linear(model.tokens.embedding_dim, model.tokens.embedding_dim), nn.GELU(),
                                  nn.LayerNorm(model.tokens.embedding_dim)).to(device)
        self.bias = nn.Parameter(torch.zeros(rows.vocabulary, device=device))
        masked, language = torch.from_numpy(data["masked"]).long().to(device), torch.from_numpy(data["language"]).to(device)
        lengths, self.pools, low = rows.lengths[masked], {}, 5
        for longest in (16, 32, 64, MAX_TOKENS):
            for spoken in (0, 1, 2):
                pool = masked[(lengths > low) & (lengths <= longest) & (language == spoken)]
                if len(pool) > 100:
                    self.pools[(longest, spoken)] = pool
            low = longest
        share = {(longest, spoken): rows.lengths[pool].sum().item() * (1.6, 1.0, 2.0)[spoken]
                 for (longest, spoken), pool in self.pools.items()}
        self.kinds = list(self.pools)
        self.shares = np.array([share[kind] for kind in self.kinds]) / sum(share.values())
        self.translations = torch.from_numpy(data["translations"]).long().to(device)

    def parameters(self):
        return [*self.head.parameters(), self.bias]

    def batch(self, rng, tokens):
        if rng.random() < 0.3:
            pair = self.translations[torch.randint(len(self.translations), (tokens // 64,), device=self.device)]
            if rng.random() < 0.5:
                pair = pair.flip(1)
            (a, a_mask), (b, b_mask) = self.rows.take(pair[:, 0], 32), self.rows.take(pair[:, 1], 32)
            return torch.cat([a, b], 1), torch.cat([a_mask, b_mask], 1)
        longest, spoken = self.kinds[rng.choice(len(self.kinds), p=self.shares)]
        pool = self.pools[(longest, spoken)]
        return self.rows.take(pool[torch.randint(len(pool), (tokens // longest,), device=self.device)], longest)

    def loss(self, model, rng, tokens=None):
        ids, mask = self.batch(rng, tokens or self.tokens_a_batch)
        hidden = (torch.rand(ids.shape, device=self.device) < 0.2) & mask & (ids >= SPECIALS)
        kind = torch.rand(ids.shape, device=self.device)
        shown = torch.where(hidden & (kind < 0.8), MASK, ids)
        shown = torch.where(hidden & (kind > 0.9), torch.randint_like(ids, SPECIALS, self.rows.vocabulary), shown)
        read = self.head(model.read(shown, mask)[hidden])
        return F.cross_entropy((read @ model.tokens.weight.t() + self.bias).float(), ids[hidden])


class Pairs:
    """Batches of pairs of one kind; in two of three they lie near one another, so that the others are hard to tell apart."""

    def __init__(self, rows, data, size, device):
        self.rows, self.size, self.device = rows, size, device
        self.tables = {kind: torch.from_numpy(data[kind]).long().to(device) for kind in KINDS if kind != "crops"}
        masked = torch.from_numpy(data["masked"]).long().to(device)
        long = masked[rows.lengths[masked] > 20]
        self.tables["crops"] = torch.stack([long, long], 1)
        self.queues, self.names = {kind: [] for kind in KINDS}, list(KINDS)
        self.shares = np.array([KINDS[kind][0] for kind in self.names])

    def next(self, model, rng):
        kind = self.names[rng.choice(len(self.names), p=self.shares / self.shares.sum())]
        if not self.queues[kind]:
            self.queues[kind] = self.cut(model, kind, alike=rng.random() < 0.67)
        return kind, self.tables[kind][self.queues[kind].pop()]

    @torch.no_grad()
    def cut(self, model, kind, alike):
        table = self.tables[kind]
        order = torch.randperm(len(table), device=self.device)[: 400 * self.size]
        if alike:
            directions = torch.randn(MEANING, 4, device=self.device)
            model.eval()
            codes = torch.cat([vectors(model, *self.rows.take(table[part, 0], 32)) @ directions for part in order.split(8192)]).float()
            model.train()
            bits = ((codes[:, :3] > codes[:, :3].median(0).values).long() * torch.tensor([4, 2, 1], device=self.device)).sum(1)
            rank = codes[:, 3].argsort().argsort()
            order = order[(bits * len(order) + rank).argsort()]
        parts = [part for part in order.split(self.size) if len(part) > self.size // 4]
        return [parts[i] for i in torch.randperm(len(parts)).tolist()]

    def loss(self, model, rng):
        kind, pairs = self.next(model, rng)
        longest = KINDS[kind][1]
        if kind == "crops":
            sides = [dropped(*self.rows.crops(pairs[:, 0], longest), 0.1) for _ in range(2)]
        else:
            sides = [dropped(*self.rows.take(pairs[:, side], longest), 0.2 if kind == "twins" else 0.1) for side in (0, 1)]
        found = vectors(model, *(torch.cat(part) for part in zip(*sides))).float()
        return contrast(found, TEMPERATURE)


def vectors(model, ids, mask):
    """Vectors of length 1; a token that stands n times in a text weighs an nth each time."""
    same = (ids.unsqueeze(2) == ids.unsqueeze(1)) & mask.unsqueeze(1)
    weight = torch.exp(model.weights(ids)).squeeze(-1) * mask * (ids >= SPECIALS) / same.sum(2).clamp(min=1)
    return F.normalize(model.vector(ids, mask, model.read(ids, mask), weight), dim=-1)


def contrast(found, temperature):
    """All 2n vectors against one another; vectors all but equal to the truth are no negatives."""
    n = len(found) // 2
    scores = found @ found.t()
    truth = torch.arange(2 * n, device=found.device).roll(n)
    with torch.no_grad():
        own = scores.gather(1, truth.unsqueeze(1))
        same = (scores > 0.95) | (scores > own + 0.15)
        same.scatter_(1, truth.unsqueeze(1), False)
        same.fill_diagonal_(True)
    return F.cross_entropy(scores.masked_fill(same, -1e4) / temperature, truth)


class Labels:
    """The heads' rows; each batch is of one head."""

    def __init__(self, rows, data, device):
        self.rows, self.device, self.seen = rows, device, {name: 0 for name in HEADS}
        load = lambda name: torch.from_numpy(data[name]).to(device)
        self.tables = {name: (load(f"rows_{name}").long(), load(f"labels_{name}").float(), load(f"weights_{name}").float())
                       for name in HEADS}
        self.kept = {name: (load(f"kept_{name}").long(), load(f"kept_labels_{name}").float()) for name in HEADS}

    def said(self, model, rows, name, share):
        ids, mask = dropped(*self.rows.take(rows, 64), share)
        first, last, _ = HEADS[name]
        return model.deep(model.read(ids, mask), mask)[:, first:last].float()

    def loss(self, model, rng, size):
        name = list(HEADS)[rng.choice(len(HEADS), p=[share for _, _, share in HEADS.values()])]
        rows, labels, weights = self.tables[name]
        index = torch.randint(len(rows), (size,), device=self.device)
        self.seen[name] += size
        return (each_loss(name, self.said(model, rows[index], name, 0.15), labels[index], 0.05) * weights[index]).mean()

    @torch.no_grad()
    def check(self, model):
        model.eval()
        out = []
        for name, (rows, labels) in self.kept.items():
            losses = torch.cat([each_loss(name, self.said(model, part, name, 0), truth, 0)
                                for part, truth in zip(rows.split(2048), labels.split(2048))])
            out.append(f"{name} {losses.mean().item():.4f} after {self.seen[name] / len(self.tables[name][0]):.1f}")
        model.train()
        return ", ".join(out)


def each_loss(name, logits, labels, smoothing):
    if name == "sentiment":
        return -(F.log_softmax(logits, -1) * (labels * (1 - smoothing) + smoothing / 3)).sum(-1)
    return F.binary_cross_entropy_with_logits(logits, labels * (1 - smoothing) + smoothing / 2, reduction="none").sum(-1)


def optimizer_of(model, gaps, rate):
    named = [*model.named_parameters(), *((f"gaps.{i}", p) for i, p in enumerate(gaps.parameters()))]
    plain = [p for n, p in named if p.ndim < 2 or n.startswith(("tokens", "weights"))]
    ids = {id(p) for p in plain}
    return torch.optim.AdamW([{"params": plain, "weight_decay": 0.0},
                              {"params": [p for _, p in named if id(p) not in ids], "weight_decay": 0.02}],
                             lr=rate, betas=(0.9, 0.98), eps=1e-6)


def run(model, gaps, optimizer, minutes, rate, loss_of, log, say, floor):
    """Steps until the clock says so, the learning rate up for 100 steps and then down."""
    start, step, total = time.time(), 0, torch.zeros(3, device=gaps.device)
    every = [p for group in optimizer.param_groups for p in group["params"]]
    while (done := (time.time() - start) / (minutes * 60)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 100) * max(floor, 0.5 * (1 + math.cos(math.pi * done)))
        with torch.autocast(gaps.device.type, dtype=torch.bfloat16, enabled=gaps.device.type == "cuda"):
            losses = loss_of(step, done)
        optimizer.zero_grad(set_to_none=True)
        sum(losses).backward()
        nn.utils.clip_grad_norm_(every, 1.0)
        optimizer.step()
        step += 1
        total[: len(losses)] += torch.stack([loss.detach() for loss in losses])
        if step % 400 == 0:
            log(f"step {step}, {done:.0%}, losses {[round(x, 3) for x in (total / 400).tolist()]}{say(step)}")
            total.zero_()
    return step


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--gaps-share", type=float, default=0.42, help="share of the time for filling gaps alone")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--pairs", type=int, default=1536, help="pairs a batch")
    parser.add_argument("--tokens", type=int, default=65536, help="tokens a batch of gaps")
    parser.add_argument("--epochs", type=float, default=5, help="how often the heads see their rows, the small topics' set oftener")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--seed", type=int, default=20)
    args = parser.parse_args()
    begun = time.time()
    log = lambda message: print(f"{args.layers}x{args.width} {time.time() - begun:5.0f} s  {message}", flush=True)
    torch.manual_seed(args.seed)
    torch.set_float32_matmul_precision("high")
    rng, device = np.random.default_rng(args.seed), torch.device(args.device)
    data = np.load(args.rows)
    rows = Rows(data, device)
    model = Reader(rows.vocabulary, args.width, args.layers, args.width // 32, MEANING, 24).to(device)
    gaps, pairs, labels = Gaps(rows, data, model, args.tokens, device), Pairs(rows, data, args.pairs, device), Labels(rows, data, device)
    log(f"{sum(p.numel() for p in model.parameters())} numbers, {len(rows.ids)} tokens")
    ready = time.time() - begun
    run(model, gaps, optimizer_of(model, gaps, 1.5e-3), args.minutes * args.gaps_share, 1.5e-3,
        lambda step, done: [gaps.loss(model, rng)], log, lambda step: "", 0.1)
    size, wanted = 256, args.epochs * sum(len(table[0]) for table in labels.tables.values())

    def together(step, done):
        losses = [pairs.loss(model, rng), 0.2 * gaps.loss(model, rng, args.tokens // 8)]
        seen = sum(labels.seen.values())
        # the heads' rows are spent evenly over the last two thirds
        if done > 0.33 and seen < wanted * (done - 0.33) / 0.67:
            losses.append(labels.loss(model, rng, size))
        return losses

    run(model, gaps, optimizer_of(model, gaps, 8e-4), args.minutes * (1 - args.gaps_share) - ready / 60, 8e-4, together, log,
        lambda step: ", kept: " + labels.check(model) if step % 1200 == 0 else "", 0.0)
    log("kept: " + labels.check(model))
    torch.save({"settings": model.settings, "state": {name: value.half().cpu() for name, value in model.state_dict().items()}}, args.out)


if __name__ == "__main__":
    main()
