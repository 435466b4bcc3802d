"""The encoder: weighted bags of token vectors, learnt and lexical, and heads that read the vector, the tokens and the token
pairs. No attention: it was measured to add nothing at this size (docs/decisions/0004-encoder-without-attention.md)."""
import torch
from torch import nn

MEANING, LEXICAL, MAX_TOKENS = 256, 128, 128
WIDTH = MEANING + LEXICAL
PAIR_BUCKETS, PAIR_FACTOR = 16384, 7919


class Encoder(nn.Module):
    def __init__(self, vocabulary, languages, labels):
        """labels: the topics and five more: three sentiments, toxicity, spam."""
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, MEANING)
        self.weights = nn.Embedding(vocabulary, 1)          # log of each token's weight in the bag
        self.centre = nn.Parameter(torch.zeros(MEANING))    # whitening, fitted after the training
        self.whiten = nn.Linear(MEANING, MEANING, bias=False)
        self.lexical = nn.Embedding(vocabulary, LEXICAL)    # random projections of character n-grams, never trained
        self.share = nn.Parameter(torch.tensor(0.5))        # how much the lexical part weighs
        self.language_tokens = nn.Embedding(vocabulary, languages)
        self.language_pairs = nn.Embedding(PAIR_BUCKETS, languages)
        self.language_bias = nn.Parameter(torch.zeros(languages))
        self.head_labels = labels
        self.head_tokens, self.head_pairs = nn.Embedding(vocabulary, labels), nn.Embedding(PAIR_BUCKETS, labels)
        self.head_vector = nn.Linear(WIDTH, labels)

    def bag(self, ids, mask):
        weight = torch.exp(self.weights(ids)) * mask.to(torch.float32).unsqueeze(-1)
        return unit((self.tokens(ids) * weight).sum(1))

    def bag_to_train(self, ids, mask):
        """The same as bag, by a kernel that learns faster and that ONNX has no name for."""
        weight = torch.exp(self.weights(ids)).squeeze(-1) * mask.to(torch.float32)
        return unit(nn.functional.embedding_bag(ids, self.tokens.weight, per_sample_weights=weight, mode="sum"))

    def embed(self, ids, mask):
        meaning = unit(self.whiten(self.bag(ids, mask) - self.centre))
        lexical = unit((self.lexical(ids) * mask.to(torch.float32).unsqueeze(-1)).sum(1))
        return unit(torch.cat([meaning, self.share * lexical], -1))

    def language_logits(self, ids, mask):
        return bag_logits(self.language_tokens, self.language_pairs, ids, mask) + self.language_bias

    def forward(self, input_ids, attention_mask):
        """Vectors, then probabilities: language, topics (each alone), sentiment, toxicity, spam."""
        vectors = self.embed(input_ids, attention_mask)
        said = self.head_vector(vectors) + bag_logits(self.head_tokens, self.head_pairs, input_ids, attention_mask)
        topics = self.head_labels - 5
        return (vectors, torch.softmax(self.language_logits(input_ids, attention_mask), -1), torch.sigmoid(said[:, :topics]),
                torch.softmax(said[:, topics:topics + 3], -1), torch.sigmoid(said[:, -2:-1]), torch.sigmoid(said[:, -1:]))


def unit(vectors):
    return vectors / (vectors.pow(2).sum(-1, keepdim=True) + 1e-12).sqrt()


def bag_logits(tokens, pairs, ids, mask):
    """Sums of a row a token and a row a token pair over the text's own tokens ([CLS], [SEP] and padding have weight 0),
    divided by the root of their number."""
    own = (mask * (ids > 3).to(mask.dtype)).to(torch.float32)
    hashed = (ids[:, :-1] * PAIR_FACTOR + ids[:, 1:]) % PAIR_BUCKETS
    total = (tokens(ids) * own.unsqueeze(-1)).sum(1)
    total = total + (pairs(hashed) * (own[:, :-1] * own[:, 1:]).unsqueeze(-1)).sum(1)
    return total / own.sum(1, keepdim=True).clamp(min=1.0).sqrt()


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
