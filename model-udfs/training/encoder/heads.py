"""Trains what the encoder says of a post besides its vector: topics, sentiment, toxicity, spam.

Each is a linear model over the vector, the text's tokens and its token pairs, fitted on its own data with a tenth kept
aside that picks the number of epochs, the temperature (Guo et al. 2017) and the thresholds.
"""
import random

import numpy as np
import torch
from torch.nn import functional as F

import corpus
import noise
from evaluate_encoder import embed_all
from network import PAIR_BUCKETS, PAIR_FACTOR, WIDTH, pad

DECAYS = [3e-6, 1e-5, 3e-5, 1e-4, 3e-4]
SENTIMENTS = ["negative", "neutral", "positive"]


def examples(data, name, text, rng):
    """(labels as a matrix, texts, weight of each) for one head."""
    if name == "topics":
        _, rows = corpus.topics(data, "train")
        return [r[0] for r in rows], [r[1] for r in rows], [1.0] * len(rows)
    if name == "sentiment":
        own, other = corpus.sentiment(data, "train"), corpus.emotions(data)
        rows = [(label, line, 1.0) for label, line in own] + [(label, line, 0.25) for label, line in other]
    elif name == "toxicity":
        rows = [(label, line, 1.0) for label, line in corpus.mlma(data, "train")]
        rows += [(label, line, 1.0) for label, line in corpus.toxic_posts(data)]
        rows += [(0, line, 1.0) for label, line in corpus.emotions(data) if label != 0][::2]
        rows += [(0, line, 1.0) for _, line in corpus.tweets(data, "train")][::2]
    else:
        rows = [(1, line, 1.0) for line in corpus.made_spam()]
        rows += [(0, line, 1.0) for _, line in corpus.tweets(data, "train")]
        rows += [(0, line, 0.5) for _, line in corpus.emotions(data)][::2]
        rows += [(0, noise.noisy(line, rng), 0.5) for _, line in rng.sample(text, 12000)]
    rng.shuffle(rows)
    classes = 3 if name == "sentiment" else 1
    labels = [[float(r[0] == c) for c in range(3)] if classes == 3 else [float(r[0])] for r in rows]
    return labels, [r[1] for r in rows], [r[2] for r in rows]


class Texts:
    """What the heads read of texts: vectors, token ids, token pair buckets, and the weight of each in the bags of
    `network.bag_logits`."""

    def __init__(self, model, tok, texts):
        self.vectors = embed_all(model, tok, texts)
        self.ids, mask = pad([tok.encode(line) for line in texts])
        own = (mask * (self.ids > 3)).float()
        root = own.sum(1, keepdim=True).clamp(min=1.0).sqrt()
        self.pairs = (self.ids[:, :-1] * PAIR_FACTOR + self.ids[:, 1:]) % PAIR_BUCKETS
        self.weight, self.pair_weight = own / root, own[:, :-1] * own[:, 1:] / root


class Head(torch.nn.Module):
    def __init__(self, vocabulary, classes):
        super().__init__()
        self.vector = torch.nn.Linear(WIDTH, classes)
        self.tokens = torch.nn.Embedding(vocabulary, classes)
        self.pairs = torch.nn.Embedding(PAIR_BUCKETS, classes)
        for part in self.parameters():
            torch.nn.init.zeros_(part)

    def forward(self, texts, index):
        bag = F.embedding_bag(texts.ids[index], self.tokens.weight, per_sample_weights=texts.weight[index], mode="sum")
        bag = bag + F.embedding_bag(texts.pairs[index], self.pairs.weight, per_sample_weights=texts.pair_weight[index], mode="sum")
        return self.vector(texts.vectors[index]) + bag


def loss_of(name, logits, labels, weights):
    if name == "sentiment":
        each = -(F.log_softmax(logits, -1) * labels).sum(-1)
    else:
        each = F.binary_cross_entropy_with_logits(logits, labels, reduction="none").mean(-1)
    return (each * weights).sum() / weights.sum()


def fit(name, model, tok, labels, texts, weights, seed, log):
    """The head with the least loss on what is kept aside, over strengths of the L2 on tokens and pairs."""
    read = Texts(model, tok, texts)
    labels, weights = torch.tensor(labels), torch.tensor(weights)
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)
    # Kept aside only from what has full weight: the set that the head is for.
    own = [i for i in order if weights[i] == 1.0]
    kept = torch.tensor(own[: max(60, len(own) // 10)])
    aside = set(kept.tolist())
    rest = torch.tensor([i for i in order if i not in aside])
    found = [fit_once(name, len(tok.vocabulary), read, labels, weights, rest, kept, decay, seed) for decay in DECAYS]
    loss, decay, head = min(found, key=lambda each: each[0])
    with torch.no_grad():
        said = head(read, kept)
        temperature = float(min(np.linspace(0.5, 2.5, 41), key=lambda t: loss_of(name, said / t, labels[kept], weights[kept]).item()))
        for part in head.parameters():
            part.div_(temperature)
    log(f"{name}: {len(rest)} texts, {len(kept)} kept aside, loss {loss:.4f} with decay {decay}, temperature {temperature:.2f}")
    return head, said / temperature, labels[kept]


def fit_once(name, vocabulary, read, labels, weights, rest, kept, decay, seed, epochs=20, batch=256, patience=3):
    torch.manual_seed(seed)
    head = Head(vocabulary, labels.shape[1])
    if name == "topics":
        with torch.no_grad():
            head.vector.bias.copy_(torch.logit(labels[rest].mean(0).clamp(0.01, 0.9)))
    optimizer = torch.optim.Adam([{"params": [head.vector.weight, head.vector.bias], "lr": 0.02},
                                  {"params": [head.tokens.weight, head.pairs.weight], "lr": 0.01}])
    best, best_state, since = float("inf"), None, 0
    for _ in range(epochs):
        for index in rest[torch.randperm(len(rest))].split(batch):
            loss = loss_of(name, head(read, index), labels[index], weights[index])
            loss = loss + decay * sum((p ** 2).sum() for p in (head.tokens.weight, head.pairs.weight, head.vector.weight))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            held = loss_of(name, head(read, kept), labels[kept], weights[kept]).item()
        if held < best - 1e-4:
            best, best_state, since = held, {k: v.clone() for k, v in head.state_dict().items()}, 0
        else:
            since += 1
            if since == patience:
                break
    head.load_state_dict(best_state)
    return best, decay, head


def best_threshold(scores, truth):
    """The threshold with the best F1; 0.5 where the label is too rare to say."""
    if truth.sum() < 5:
        return 0.5
    def f1(t):
        said = scores >= t
        hit = (said & (truth > 0)).sum().item()
        return 2 * hit / max(1, said.sum().item() + (truth > 0).sum().item())
    return float(max(np.arange(0.1, 0.75, 0.025), key=f1))


def train(model, tok, data, text, seed, log):
    """Fits the four heads and puts them into the model; returns what the manifest says of each."""
    rng = random.Random(seed)
    names, _ = corpus.topics(data, "train")
    told, columns = {}, []
    for name, labels in (("topics", names), ("sentiment", SENTIMENTS), ("toxicity", ["toxic"]), ("spam", ["spam"])):
        head, found, truth = fit(name, model, tok, *examples(data, name, text, rng), seed, log)
        columns.append(head)
        told[name] = {"labels": labels}
        if name == "topics":
            scores = torch.sigmoid(found)
            # One threshold for all: twenty posts of a topic are too few for one each.
            told[name]["abstain_below"] = best_threshold(scores.reshape(-1), truth.reshape(-1))
        if name == "sentiment":
            top, index = torch.softmax(found, -1).max(-1)
            right = sorted(top[index == truth.argmax(-1)].tolist())
            told[name]["abstain_below"] = round(right[len(right) // 20], 2)
    with torch.no_grad():
        model.head_tokens.weight.copy_(torch.cat([h.tokens.weight for h in columns], 1))
        model.head_pairs.weight.copy_(torch.cat([h.pairs.weight for h in columns], 1))
        model.head_vector.weight.copy_(torch.cat([h.vector.weight for h in columns], 0))
        model.head_vector.bias.copy_(torch.cat([h.vector.bias for h in columns], 0))
    return told
