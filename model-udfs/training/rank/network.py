"""The rankers' network: features standardised inside the graph, two hidden layers, one output a head.

What is trained is the logits; what ships is `Served`, which adds each head's calibration and the sigmoid.
"""
import torch


class Ranker(torch.nn.Module):
    def __init__(self, mean, scale, heads, hidden=(64, 32), clip=5.0):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.clip = clip
        layers, width = [], len(mean)
        for size in hidden:
            layers += [torch.nn.Linear(width, size), torch.nn.ReLU()]
            width = size
        layers.append(torch.nn.Linear(width, heads))
        self.layers = torch.nn.Sequential(*layers)

    def forward(self, rows):
        standard = (rows - self.mean) * self.scale
        return self.layers(torch.clamp(standard, -self.clip, self.clip))


class Served(torch.nn.Module):
    def __init__(self, ranker, slope, shift):
        super().__init__()
        self.ranker = ranker
        self.register_buffer("slope", slope)
        self.register_buffer("shift", shift)

    def forward(self, rows):
        return torch.sigmoid(self.ranker(rows) * self.slope + self.shift)


def standardisation(rows):
    """Mean and one over the deviation of each column; a column that never varies is left as it is."""
    deviation = rows.std(0)
    return rows.mean(0), torch.where(deviation > 1e-6, 1 / deviation.clamp(min=1e-6), torch.ones_like(deviation))


def calibrate(logits, labels, steps=200):
    """Slope and shift of each head on rows kept aside (Platt 1999); a head with too few events keeps its slope."""
    slope, shift = torch.ones(logits.shape[1]), torch.zeros(logits.shape[1])
    slope.requires_grad_(True)
    shift.requires_grad_(True)
    enough = (labels.sum(0) >= 50).float()
    optimiser = torch.optim.LBFGS([slope, shift], max_iter=steps)

    def closure():
        optimiser.zero_grad()
        scaled = logits * (1 + (slope - 1) * enough) + shift * enough
        loss = torch.nn.functional.binary_cross_entropy_with_logits(scaled, labels)
        loss.backward()
        return loss

    optimiser.step(closure)
    return (1 + (slope - 1) * enough).detach(), (shift * enough).detach()
