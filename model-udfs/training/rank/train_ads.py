"""Trains the model of ads' click-through and writes its folder.

Simulated worlds of ads teach how far to trust a count and what an interest is worth; the training part of open-bandit,
real but with a few dozen clicks, is mixed in. How much it weighs is chosen by a model of its first half on its second.
Two simulated worlds are kept aside to pick the epoch and to calibrate, together with the real rows.
"""
import argparse

import torch
from torch.nn import functional as F

import export
from network import Ranker, Served, calibrate, standardisation
from tables import Table

HIDDEN = (32, 16)
EPOCHS = 4
BATCH = 2048
RATE = 2e-3
REAL_WEIGHTS = (0.0, 1.0, 3.0, 10.0)
WORLDS_ASIDE = 8


def loss_of(model, x, y, step=65536):
    with torch.no_grad():
        logits = torch.cat([model(part) for part in x.split(step)])
    return F.binary_cross_entropy_with_logits(logits, y).item(), logits


def train(simulated, real_x, real_y, real_weight, seed, log):
    torch.manual_seed(seed)
    rows, aside = simulated.split(lambda world: world >= WORLDS_ASIDE)
    x = torch.cat([simulated.x[rows], real_x])
    y = torch.cat([simulated.y[rows], real_y])
    weight = torch.cat([torch.ones(len(rows), 1), torch.full((len(real_x), 1), real_weight)])
    model = Ranker(*standardisation(x), 1, HIDDEN)
    rate = y.mean()
    model.layers[-1].bias.data.fill_(torch.log(rate / (1 - rate)).item())
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE, weight_decay=1e-5)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=RATE, total_steps=EPOCHS * (len(x) // BATCH))
    best, kept = float("inf"), None
    for epoch in range(EPOCHS):
        order = torch.randperm(len(x))
        for part in order.split(BATCH)[: len(x) // BATCH]:
            loss = F.binary_cross_entropy_with_logits(model(x[part]), y[part], weight=weight[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
        found, _ = loss_of(model, simulated.x[aside], simulated.y[aside])
        log(f"epoch {epoch + 1}: log loss {found:.6f} on worlds kept aside, {loss_of(model, real_x, real_y)[0]:.6f} on open-bandit (train)")
        if found < best:
            best, kept = found, {name: value.clone() for name, value in model.state_dict().items()}
    model.load_state_dict(kept)
    both = torch.cat([simulated.x[aside], real_x])
    slope, shift = calibrate(loss_of(model, both, torch.cat([simulated.y[aside], real_y]))[1],
                             torch.cat([simulated.y[aside], real_y]))
    log(f"slope {slope.item():.3f} shift {shift.item():.3f}")
    return Served(model, slope, shift)


def choose(simulated, real, seed):
    """The weight of a real row."""
    half, found = len(real.x) // 2, {}
    for weight in REAL_WEIGHTS:
        served = train(simulated, real.x[:half], real.y[:half], weight, seed, lambda line: None)
        with torch.no_grad():
            found[weight] = F.binary_cross_entropy(served(real.x[half:]), real.y[half:]).item()
        print(f"weight {weight:g}: log loss {found[weight]:.6f} on the second half of open-bandit (train)", flush=True)
    return min(found, key=found.get)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, help="what ./murmur training-data wrote")
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    simulated, real = Table(given.data, "simulated-ads"), Table(given.data, "ads")
    assert simulated.features == real.features
    print(f"{len(simulated.x)} simulated impressions, {int(simulated.y.sum())} clicks; {len(real.x)} real, {int(real.y.sum())} clicks")
    weight = choose(simulated, real, given.seed)
    served = train(simulated, real.x, real.y, weight, given.seed, lambda line: print(line, flush=True))
    data = [{"name": "simulated worlds of ads (io.murmuration.loadgen.world.AdWorld)", "licence": "Apache-2.0, of the project's making",
             "impressions": len(simulated.x), "clicks": int(simulated.y.sum())},
            {"name": "open-bandit (men, random and bts, first 70 % of the time)", "licence": "Apache-2.0",
             "impressions": len(real.x), "clicks": int(real.y.sum())}]
    export.write(served, "ad-ctr", "rank", simulated.features, simulated.labels, data, "train_ads.py", given.seed, "ads_card.md", given.out)


if __name__ == "__main__":
    main()
