"""The encoder: a weighted bag of token vectors plus a small transformer that reads the same vectors, and a language head
of its own (a bag of token and token-pair weights), so that drawing languages together does not blind it."""
import torch
from torch import nn
from torch.nn import functional as F

WIDTH, LAYERS, HEADS, INNER, MAX_TOKENS = 256, 2, 4, 512, 128
PAIR_BUCKETS, PAIR_FACTOR = 16384, 7919


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x, bias):
        batch, tokens = x.shape[0], x.shape[1]
        heads = self.qkv(self.norm1(x)).reshape(batch, tokens, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = torch.matmul(heads[0], heads[1].transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + bias
        mixed = torch.matmul(torch.softmax(scores, -1), heads[2]).transpose(1, 2).reshape(batch, tokens, WIDTH)
        x = x + self.out(mixed)
        return x + self.down(F.relu(self.up(self.norm2(x))))


class Encoder(nn.Module):
    def __init__(self, vocabulary, languages):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, WIDTH)
        self.weights = nn.Embedding(vocabulary, 1)          # log of each token's weight in the bag
        self.positions = nn.Parameter(torch.randn(MAX_TOKENS, WIDTH) * 0.02)
        self.enter = nn.Linear(WIDTH, WIDTH)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.norm, self.project = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, WIDTH, bias=False)
        self.share = nn.Parameter(torch.tensor(-2.0))       # how much the transformer adds to the bag
        self.language_tokens = nn.Embedding(vocabulary, languages)
        self.language_pairs = nn.Embedding(PAIR_BUCKETS, languages)
        self.language_bias = nn.Parameter(torch.zeros(languages))

    def embed(self, ids, mask, bag_only=False):
        vectors, mask = self.tokens(ids), mask.to(torch.float32)
        weight = torch.exp(self.weights(ids)) * mask.unsqueeze(-1)
        bag = (vectors * weight).sum(1)
        bag = bag / (bag.pow(2).sum(-1, keepdim=True) + 1e-12).sqrt()
        if bag_only:
            return bag
        x = self.enter(vectors) + self.positions[: ids.shape[1]].unsqueeze(0)
        bias = ((mask - 1.0) * 10000.0).unsqueeze(1).unsqueeze(1)
        for layer in self.layers:
            x = layer(x, bias)
        x = self.norm(x) * mask.unsqueeze(-1)
        mean = self.project(x.sum(1) / mask.sum(1, keepdim=True).clamp(min=1.0))
        mean = mean / (mean.pow(2).sum(-1, keepdim=True) + 1e-12).sqrt()
        both = bag + torch.sigmoid(self.share) * mean
        return both / (both.pow(2).sum(-1, keepdim=True) + 1e-12).sqrt()

    def language_logits(self, ids, mask):
        """Sums over the text's own tokens ([CLS], [SEP] and padding have weight 0), divided by the root of their number."""
        own = (mask * (ids > 3).to(mask.dtype)).to(torch.float32)
        pairs = (ids[:, :-1] * PAIR_FACTOR + ids[:, 1:]) % PAIR_BUCKETS
        total = (self.language_tokens(ids) * own.unsqueeze(-1)).sum(1)
        total = total + (self.language_pairs(pairs) * (own[:, :-1] * own[:, 1:]).unsqueeze(-1)).sum(1)
        return total / own.sum(1, keepdim=True).clamp(min=1.0).sqrt() + self.language_bias

    def forward(self, input_ids, attention_mask):
        return self.embed(input_ids, attention_mask), torch.softmax(self.language_logits(input_ids, attention_mask), -1)


def pad(rows, multiple=1):
    """Token rows -> (ids, mask) tensors, padded to the longest row."""
    longest = max(len(row) for row in rows)
    longest = min(MAX_TOKENS, -(-longest // multiple) * multiple)
    ids = torch.zeros(len(rows), longest, dtype=torch.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
    mask = torch.zeros_like(ids)
    lengths = torch.tensor([len(row) for row in rows]).unsqueeze(1)
    mask[torch.arange(longest).unsqueeze(0) < lengths] = 1
    return ids, mask
