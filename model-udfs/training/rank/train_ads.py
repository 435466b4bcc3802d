"""Trains the model of ads' click-through on the training part of open-bandit and writes its folder.

There are a few dozen clicks, so little is learnt: the strength of the L2 and whether there is a hidden layer are chosen by
cross-validation over blocks of time within the training part.
"""
import argparse

import torch
from torch.nn import functional as F

import export
from network import Ranker, Served, standardisation
from tables import Table

FOLDS = 5
STEPS = 300
CHOICES = [(hidden, decay) for hidden in ((), (8,)) for decay in (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2)]


def fit(x, y, hidden, decay, seed):
    """Full batches: there are 14,000 rows of 9 numbers."""
    torch.manual_seed(seed)
    model = Ranker(*standardisation(x), 1, hidden, clip=4.0)
    rate = y.mean().clamp(min=1e-6)
    if not hidden:
        torch.nn.init.zeros_(model.layers[-1].weight)
    model.layers[-1].bias.data.fill_(torch.log(rate / (1 - rate)).item())
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-2)
    weights = [p for name, p in model.named_parameters() if name.endswith("weight")]
    for _ in range(STEPS):
        loss = F.binary_cross_entropy_with_logits(model(x), y)
        penalty = decay * sum((w * w).sum() for w in weights)
        optimiser.zero_grad()
        (loss + penalty).backward()
        optimiser.step()
    return model


def loss_of_choice(table, hidden, decay, seed):
    """The mean log loss on each block of time, of a model of the others."""
    total = 0.0
    size = -(-len(table.x) // FOLDS)
    for fold in range(FOLDS):
        rows, aside = table.split(lambda number: number // size == fold)
        model = fit(table.x[rows], table.y[rows], hidden, decay, seed)
        with torch.no_grad():
            total += F.binary_cross_entropy_with_logits(model(table.x[aside]), table.y[aside], reduction="sum").item()
    return total / len(table.x)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, help="what ./murmur training-data wrote")
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    table = Table(given.data, "ads")
    rate = table.y.mean()
    print(f"{len(table.x)} impressions, {int(table.y.sum())} clicks, entropy {F.binary_cross_entropy(rate.expand(len(table.y), 1), table.y):.6f}")
    found = []
    for hidden, decay in CHOICES:
        found.append((loss_of_choice(table, hidden, decay, given.seed), hidden, decay))
        print("hidden %s, L2 %g: log loss %.6f" % (hidden, decay, found[-1][0]), flush=True)
    _, hidden, decay = min(found, key=lambda each: each[0])
    print("chosen", hidden, decay)
    model = fit(table.x, table.y, hidden, decay, given.seed)
    served = Served(model, torch.ones(1), torch.zeros(1))
    data = [{"name": "open-bandit (men, random and bts, first 70 % of the time)", "licence": "Apache-2.0",
             "impressions": len(table.x), "clicks": int(table.y.sum())}]
    export.write(served, "ad-ctr", "rank", table.features, table.labels, data, "train_ads.py", given.seed, "ads_card.md", given.out)


if __name__ == "__main__":
    main()
