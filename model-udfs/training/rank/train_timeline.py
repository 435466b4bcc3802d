"""Trains the timeline's ranker on impressions of simulated worlds and writes its folder.

A tenth of the readers is kept aside: it picks the epoch and calibrates each head.
"""
import argparse
import time

import torch
from torch.nn import functional as F

import export
from network import Ranker, Served, calibrate, standardisation
from tables import Table

ASIDE_EVERY = 10
EPOCHS = 8
BATCH = 2048
RATE = 2e-3


def losses(model, table, rows, step=65536):
    """The log loss of each head."""
    with torch.no_grad():
        logits = torch.cat([model(table.x[part]) for part in rows.split(step)])
    return F.binary_cross_entropy_with_logits(logits, table.y[rows], reduction="none").mean(0), logits


def train(table, seed, hidden, log):
    torch.manual_seed(seed)
    rows, aside = table.split(lambda group: group % ASIDE_EVERY == 0)
    mean, scale = standardisation(table.x[rows])
    model = Ranker(mean, scale, len(table.labels), hidden)
    rate = table.y[rows].mean(0).clamp(1e-6, 1 - 1e-6)
    model.layers[-1].bias.data.copy_(torch.log(rate / (1 - rate)))
    # Each head weighs the same, however rare its engagement.
    entropy = -(rate * rate.log() + (1 - rate) * (1 - rate).log())
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE)
    steps = EPOCHS * (len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=RATE, total_steps=steps)
    best, kept = float("inf"), None
    for epoch in range(EPOCHS):
        began = time.time()
        order = rows[torch.randperm(len(rows))]
        for part in order.split(BATCH)[: len(rows) // BATCH]:
            loss = F.binary_cross_entropy_with_logits(model(table.x[part]), table.y[part], reduction="none").mean(0)
            optimiser.zero_grad()
            (loss / entropy).sum().backward()
            optimiser.step()
            schedule.step()
        each, _ = losses(model, table, aside)
        total = (each / entropy).mean().item()
        log(f"epoch {epoch + 1}: share of the entropy left {total:.4f}, by head "
            + " ".join(f"{name} {share:.3f}" for name, share in zip(table.labels, (each / entropy).tolist()))
            + f", {time.time() - began:.0f} s")
        if total < best:
            best, kept = total, {name: value.clone() for name, value in model.state_dict().items()}
    model.load_state_dict(kept)
    _, logits = losses(model, table, aside)
    slope, shift = calibrate(logits, table.y[aside])
    log("slopes " + " ".join(f"{value:.3f}" for value in slope.tolist()))
    return Served(model, slope, shift)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, help="what ./murmur training-data wrote")
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--linear", action="store_true", help="no hidden layers: to compare, not to ship")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    table = Table(given.data, "timeline")
    served = train(table, given.seed, () if given.linear else (64, 32), lambda line: print(line, flush=True))
    data = [{"name": "simulated worlds (io.murmuration.loadgen.world)", "licence": "Apache-2.0, of the project's making",
             "impressions": len(table.x)}]
    export.write(served, "timeline-ranker", "rank", table.features, table.labels, data, "train_timeline.py", given.seed,
                 "timeline_card.md", given.out)


if __name__ == "__main__":
    main()
