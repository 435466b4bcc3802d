"""The encoder: weighted bags of token vectors, learnt and lexical, and heads that read the vector, the tokens and the token
pairs. No attention: it was measured to add nothing at this size (docs/decisions/0004-encoder-without-attention.md)."""
import torch
from torch import nn

MEANING, LEXICAL, MAX_TOKENS = 256, 128, 128
WIDTH = MEANING + LEXICAL
PAIR_FACTOR, LANGUAGE_BUCKETS, HEAD_BUCKETS = 7919, 16384, 65536


class Encoder(nn.Module):
    def __init__(self, vocabulary, languages, labels):
        """labels: the topics and five more: three sentiments, toxicity, spam."""
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, MEANING)
        self.weights = nn.Embedding(vocabulary, 1)          # log of each token's weight in the bag
        self.centre = nn.Parameter(torch.zeros(MEANING))    # whitening, fitted after the training
        self.whiten = nn.Linear(MEANING, MEANING, bias=False)
        self.lexical = nn.Embedding(vocabulary, LEXICAL)    # unit random projections of character n-grams, never trained
        self.share = nn.Parameter(torch.tensor(0.5))        # how much the lexical part weighs
        self.language_tokens = nn.Embedding(vocabulary, languages)
        self.language_pairs = nn.Embedding(LANGUAGE_BUCKETS, languages)
        self.language_bias = nn.Parameter(torch.zeros(languages))
        self.head_labels = labels
        self.head_tokens, self.head_pairs = nn.Embedding(vocabulary, labels), nn.Embedding(HEAD_BUCKETS, labels)
        self.head_vector = nn.Linear(WIDTH, labels)

    def weigh(self, ids, mask):
        """Each token's weight in the bags; a token that stands n times in a text weighs an nth each time."""
        present = mask.to(torch.float32)
        same = (ids.unsqueeze(2) == ids.unsqueeze(1)).to(torch.float32)
        times = (same * present.unsqueeze(1)).sum(2).clamp(min=1.0)
        return torch.exp(self.weights(ids)).squeeze(-1) * present / times

    def bag(self, ids, mask):
        return unit((self.tokens(ids) * self.weigh(ids, mask).unsqueeze(-1)).sum(1))

    def bag_to_train(self, ids, mask):
        """The same as bag, by a kernel that learns faster and that ONNX has no name for."""
        weight = self.weigh(ids, mask)
        return unit(nn.functional.embedding_bag(ids, self.tokens.weight, per_sample_weights=weight, mode="sum"))

    def embed(self, ids, mask):
        meaning = unit(self.whiten(self.bag(ids, mask) - self.centre))
        lexical = unit((self.lexical(ids) * self.weigh(ids, mask).unsqueeze(-1)).sum(1))
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
    hashed = (ids[:, :-1] * PAIR_FACTOR + ids[:, 1:]) % pairs.num_embeddings
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
