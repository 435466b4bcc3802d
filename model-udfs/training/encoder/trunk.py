"""The part of the encoder that reads words in their order: a small transformer with rotary positions (Su et al. 2021), layer
norms before each part, and two ways to pool it: weighted as a bag for the vector, by attention for the heads."""
import torch
from torch import nn

MAX_TOKENS = 128


class Layer(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads, self.dropout = heads, nn.Dropout(dropout)
        self.norm_in, self.norm_mid = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mix, self.out = nn.Linear(width, 3 * width, bias=False), nn.Linear(width, width, bias=False)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, hidden, turn):
        """x [texts, tokens, width]; hidden [texts, 1, 1, tokens], large and negative where there is no token."""
        texts, length, width = x.shape
        q, k, v = self.mix(self.norm_in(x)).view(texts, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        q, k = rotate(q, *turn), rotate(k, *turn)
        seen = torch.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + hidden, -1) @ v
        x = x + self.dropout(self.out(seen.transpose(1, 2).reshape(texts, length, width)))
        return x + self.dropout(self.down(nn.functional.gelu(self.up(self.norm_mid(x)))))


def rotate(x, cos, sin):
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


class Trunk(nn.Module):
    def __init__(self, width, layers, heads, dropout=0.1):
        super().__init__()
        self.norm_in, self.norm_out = nn.LayerNorm(width), nn.LayerNorm(width)
        self.layers = nn.ModuleList([Layer(width, heads, dropout) for _ in range(layers)])
        self.dropout = nn.Dropout(dropout)
        size = width // heads // 2
        angle = torch.arange(MAX_TOKENS).unsqueeze(1) / (1000.0 ** (torch.arange(size) / size))
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)

    def forward(self, rows, mask):
        """Token rows [texts, tokens, width] and which of them are tokens -> the same shape."""
        hidden = (1.0 - mask.to(rows.dtype))[:, None, None, :] * -1e4
        turn = self.cos[: rows.shape[1]].to(rows.dtype), self.sin[: rows.shape[1]].to(rows.dtype)
        x = self.dropout(self.norm_in(rows))
        for layer in self.layers:
            x = layer(x, hidden, turn)
        return self.norm_out(x)


class DeepHeads(nn.Module):
    """Logits from the trunk, pooled by what each token has to say."""

    def __init__(self, width, labels, dropout=0.2):
        super().__init__()
        self.ask, self.inner, self.said = nn.Linear(width, 1), nn.Linear(width, width), nn.Linear(width, labels)
        self.dropout = nn.Dropout(dropout)

    def forward(self, read, mask):
        hidden = (1.0 - mask.to(read.dtype)) * -1e4
        share = torch.softmax(self.ask(read).squeeze(-1) + hidden, -1)
        pooled = (read * share.unsqueeze(-1)).sum(1)
        return self.said(self.dropout(nn.functional.gelu(self.inner(self.dropout(pooled)))))


class Reader(nn.Module):
    """Token table, trunk, vector and deep heads: what trains on a GPU. The heads over words are fitted later, by `heads.py`."""

    def __init__(self, vocabulary, width, layers, heads, meaning, labels):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        self.weights = nn.Embedding(vocabulary, 1)       # log of each token's weight in the pooled vector
        self.trunk = Trunk(width, layers, heads)
        self.gate = nn.Linear(width, 1)                  # and what its context makes of that weight
        self.project, self.straight = nn.Linear(width, meaning, bias=False), nn.Linear(width, meaning, bias=False)
        self.deep = DeepHeads(width, labels)
        self.settings = {"width": width, "layers": layers, "heads": heads, "meaning": meaning, "labels": labels}
        nn.init.normal_(self.tokens.weight, std=0.05)
        nn.init.zeros_(self.weights.weight)

    def read(self, ids, mask):
        return self.trunk(self.tokens(ids), mask)

    def vector(self, ids, mask, read, weight):
        """Not yet of length 1. weight: each token's in the bag, 0 where there is none."""
        gated = weight * 2 * torch.sigmoid(self.gate(read)).squeeze(-1)
        total = weight.sum(1, keepdim=True) + 1e-6
        own = (self.tokens(ids) * weight.unsqueeze(-1)).sum(1) / total
        return self.project((read * gated.unsqueeze(-1)).sum(1) / total) + self.straight(own)
