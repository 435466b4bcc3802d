"""Trains what the encoder says of a post besides its vector: topics, sentiment, toxicity, spam.

Each is a linear model over the vector, the text's tokens and its token pairs, rarer ones weighing more. While it learns, a
token's row is its own and the mean of its characters' n-grams, so that a token seen twice profits from its stem; and every
source of texts has a bias of its own, so that what sets the sources apart is not learnt as a sign of the label. Both vanish
when the rows are put into the model. The head is the mean of those of four folds; what they say of texts that they did not
see sets the temperature (Guo et al. 2017) and the thresholds.
"""
import random
import zlib

import numpy as np
import torch
from torch.nn import functional as F

import corpus
import lexical
import noise
from evaluate_encoder import embed_all
from network import HEAD_BUCKETS, PAIR_FACTOR

SENTIMENTS = ["negative", "neutral", "positive"]
FOLDS, GRAM_BUCKETS = 4, 32768
# L2 on tokens, pairs, n-grams and the vector, times one strength for all that each head chooses from its own.
DECAYS = (6e-5, 1e-4, 3e-5, 3e-4)
STRENGTHS = {"topics": (0.3,), "sentiment": (0.5, 1.0), "toxicity": (0.07, 0.2), "spam": (0.05,)}
WITHOUT_BIAS = "without a bias of its own"
# How much a made post, and a line found in another set, counts for topics.
MADE, FOUND = 0.6, 0.15


def examples(data, name, text, rng):
    """(labels as a matrix, texts, weight of each, source of each) for one head."""
    if name == "topics":
        names, rows = corpus.topics(data, "train")
        rows = [(labels, line, 1.0, "own") for labels, line in rows]
        row_of = lambda topics: [float(name in topics) for name in names]
        rows += [(row_of(topics), line, MADE, "made") for topics, line in corpus.made_topics()]
        rows += [(row_of(topics), line, FOUND, source) for source, topics, line in corpus.found_topics(data)]
    elif name == "sentiment":
        rows = [(label, line, 1.0, "own") for label, line in corpus.sentiment(data, "train")]
        rows += [(label, line, 0.25, "goemotions") for label, line in corpus.emotions(data)]
    elif name == "toxicity":
        rows = [(label, line, 1.0, "mlma") for label, line in corpus.mlma(data, "train")]
        rows += [(label, line, 1.0, source) for source, label, line in corpus.toxic_posts(data)]
        rows += [(0, line, 0.5, WITHOUT_BIAS) for label, line in corpus.emotions(data) if label != 0][::2]
        rows += [(0, line, 0.5, WITHOUT_BIAS) for _, line in corpus.tweets(data, "train")][::2]
    else:
        rows = [(1, line, 1.0, WITHOUT_BIAS) for line in corpus.made_spam()]
        rows += [(0, line, 1.0, WITHOUT_BIAS) for _, line in corpus.tweets(data, "train")]
        rows += [(0, line, 0.5, WITHOUT_BIAS) for _, line in corpus.emotions(data)][::2]
        rows += [(0, noise.noisy(line, rng), 0.5, WITHOUT_BIAS) for _, line in rng.sample(text, 12000)]
    rng.shuffle(rows)
    if name == "sentiment":
        labels = [[float(r[0] == c) for c in range(3)] for r in rows]
    else:
        labels = [r[0] if name == "topics" else [r[0]] for r in rows]
    return torch.tensor(labels, dtype=torch.float32), [r[1] for r in rows], torch.tensor([r[2] for r in rows]), [r[3] for r in rows]


class Bags:
    """Ragged rows of numbers as `embedding_bag` takes them."""

    def __init__(self, rows, weights):
        lengths = np.array([len(row) for row in rows])
        self.starts = np.concatenate([[0], np.cumsum(lengths)])
        self.ids = np.concatenate(rows).astype(np.int64)
        self.weights = np.repeat(np.asarray(weights, dtype=np.float32), lengths)

    def take(self, index):
        at = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in index])
        lengths = self.starts[index + 1] - self.starts[index]
        return (torch.from_numpy(self.ids[at]), torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]])),
                torch.from_numpy(self.weights[at]))


def sum_bags(table, bags):
    ids, starts, weights = bags
    return F.embedding_bag(ids, table, starts, per_sample_weights=weights, mode="sum")


class Texts:
    """What the heads read of texts: the vectors, and the tokens and token pairs with their weights in the bags of
    `network.bag_logits`."""

    def __init__(self, model, tok, texts, own):
        """own: the texts that rarity is counted on."""
        self.size = len(tok.vocabulary)
        self.vectors = embed_all(model, tok, texts)
        rows, weights = [], []
        for text in texts:
            ids = np.array(tok.encode(text))
            own = ids > 3
            hashed = (ids[:-1] * PAIR_FACTOR + ids[1:]) % HEAD_BUCKETS + self.size
            rows.append(np.concatenate([ids[own], hashed[own[:-1] & own[1:]]]))
            weights.append(1 / np.sqrt(max(1, own.sum())))
        # Pairs that no text has keep a row of zeros: the numbers run over all tokens and the pairs that are there.
        self.pairs = np.unique(np.concatenate(rows))
        self.pairs = self.pairs[self.pairs >= self.size]
        place = np.concatenate([np.arange(self.size), np.zeros(HEAD_BUCKETS, dtype=np.int64)])
        place[self.pairs] = self.size + np.arange(len(self.pairs))
        rows = [place[row] for row in rows]
        self.bags = Bags(rows, weights)
        seen = np.bincount(np.concatenate([np.unique(rows[i]) for i in own]), minlength=self.size + len(self.pairs))
        rarity = np.log((len(own) + 1) / (seen + 1)) + 1
        self.rarity = torch.from_numpy((rarity / rarity.mean()).astype(np.float32)).unsqueeze(1)

    def all_rows(self, rows):
        out = torch.zeros(self.size + HEAD_BUCKETS, rows.shape[1])
        out[: self.size] = rows[: self.size]
        out[torch.from_numpy(self.pairs)] = rows[self.size:]
        return out


def grams_of_tokens(tok):
    rows = []
    for text in lexical.texts_of(tok):
        framed = "" if text is None or "\ufffd" in text else ("<" if text.startswith(" ") else "") + text.strip() + ">"
        rows.append(np.array([zlib.crc32(framed[i:i + n].encode()) % GRAM_BUCKETS
                              for n in (3, 4, 5) for i in range(len(framed) - n + 1)], dtype=np.int64))
    return Bags(rows, [1 / np.sqrt(max(1, len(row))) for row in rows]).take(np.arange(len(rows)))


def loss_of(name, logits, labels, weights):
    if name == "sentiment":
        each = -(F.log_softmax(logits, -1) * labels).sum(-1)
    else:
        each = F.binary_cross_entropy_with_logits(logits, labels, reduction="none").sum(-1)
    return (each * weights).sum() / weights.sum()


class Head:
    """The rows of tokens and pairs, those of the vector, the bias, and the biases of the sources."""

    def __init__(self, rows, vector, bias, biases):
        self.parts = [rows, vector, bias, biases]

    def logits(self, texts, index, sources):
        rows, vector, bias, biases = self.parts
        return sum_bags(rows, texts.bags.take(index)) + texts.vectors[index] @ vector + bias + biases[sources[index]]


def mean_of(heads):
    return Head(*(torch.stack(part).mean(0) for part in zip(*(head.parts for head in heads))))


def fit(name, texts, grams, labels, weights, sources, free, index, strength, steps=40):
    """By L-BFGS over all rows of `index` at once: the same each time. `free`: 1 for each source that has a bias."""
    count = labels.shape[1]
    bags, vectors, source = texts.bags.take(index), texts.vectors[index], sources[index]
    labels, weights = labels[index], weights[index]
    parts = [torch.zeros(rows, count, requires_grad=True) for rows in
             (texts.size, len(texts.pairs), GRAM_BUCKETS, vectors.shape[1])]
    mean = ((labels * weights.unsqueeze(1)).sum(0) / weights.sum()).clamp(0.01, 0.99)
    bias = (mean.log() if name == "sentiment" else torch.logit(mean)).requires_grad_()
    biases = torch.zeros(len(free), count, requires_grad=True)
    optimizer = torch.optim.LBFGS(parts + [bias, biases], max_iter=steps, history_size=8, line_search_fn="strong_wolfe",
                                  tolerance_change=1e-6)

    def rows():
        return torch.cat([parts[0] + sum_bags(parts[2], grams), parts[1]]) * texts.rarity

    def closure():
        optimizer.zero_grad()
        logits = sum_bags(rows(), bags) + vectors @ parts[3] + bias + (biases * free)[source]
        loss = loss_of(name, logits, labels, weights) + 1e-4 * (biases ** 2).sum()
        loss = loss + strength * sum(decay * (part ** 2).sum() for decay, part in zip(DECAYS, parts))
        loss.backward()
        return loss

    optimizer.step(closure)
    with torch.no_grad():
        return Head(rows(), parts[3].detach(), bias.detach(), (biases * free).detach())


def fit_folds(name, model, tok, grams, labels, lines, weights, names, log):
    """The head, and what its folds say of the texts that they did not see."""
    texts = Texts(model, tok, lines, torch.nonzero(weights == 1).squeeze(1).tolist())
    kinds = sorted(set(names))
    sources = torch.tensor([kinds.index(each) for each in names])
    free = torch.tensor([[float(kind != WITHOUT_BIAS and len(kinds) > 1)] for kind in kinds])
    index = np.arange(len(lines))
    # Posts made for topics, and found by them, are no test of anything: they stand in every fold's training part.
    always = np.array([name == "topics" and kind != "own" for kind in names])

    def one(strength, fold):
        head = fit(name, texts, grams, labels, weights, sources, free, index[(index % FOLDS != fold) | always], strength)
        with torch.no_grad():
            return head, head.logits(texts, index[index % FOLDS == fold], sources)

    kept = index[index % FOLDS == 0]
    own = weights[kept] * torch.tensor([0.0 if weights[i] < 1 else 1.0 for i in kept])
    tried = {strength: one(strength, 0) for strength in STRENGTHS[name]}
    losses = {strength: loss_of(name, said, labels[kept], own).item() for strength, (_, said) in tried.items()}
    strength = min(losses, key=losses.get)
    log(f"{name}: {len(lines)} texts, losses by strength { {s: round(loss, 4) for s, loss in losses.items()} }")
    folds = [tried[strength]] + [one(strength, fold) for fold in range(1, FOLDS)]
    said = torch.zeros_like(labels)
    for fold, (_, logits) in enumerate(folds):
        said[index[index % FOLDS == fold]] = logits
    head = mean_of([head for head, _ in folds])
    head.parts[0] = texts.all_rows(head.parts[0])
    return head, said, kinds, sources


def macro_f1(said, truth):
    """Both 0 or 1, a column a label."""
    hits = (said * truth).sum(0)
    return (2 * hits / (said.sum(0) + truth.sum(0)).clamp(min=1)).mean().item()


def micro_f1(said, truth):
    return (2 * (said * truth).sum() / (said.sum() + truth.sum()).clamp(min=1)).item()


def both_ways(said, truth):
    return macro_f1(torch.stack([said, 1 - said], 1), torch.stack([truth, 1 - truth], 1))


def settle(name, head, said, labels, weights, kinds, sources, log):
    """Brings the head to the bias and temperature that it is served with; returns the share below which nothing is said."""
    rows, vector, bias, biases = head.parts
    own = weights == 1
    if name == "toxicity":
        # No source is what it will be asked about: the bias with the best mean over the sources that have both kinds.
        mixed = [i for i, kind in enumerate(kinds) if kind != WITHOUT_BIAS]
        plain = said[:, 0] - biases[sources, 0]
        mean = biases[mixed].mean()
        shift = max(np.arange(-3, 3.01, 0.1), key=lambda shift: np.mean([
            both_ways((plain[sources == i] + mean + shift >= 0).float(), labels[sources == i, 0]) for i in mixed]))
        log("toxicity: macro-F1 by source " + str({kinds[i]: round(both_ways(
            (plain[sources == i] + mean + shift >= 0).float(), labels[sources == i, 0]), 3) for i in mixed}) + f", shift {shift:.1f}")
        bias = bias + mean + float(shift)
        said = plain.unsqueeze(1) + mean + float(shift)
    elif "own" in kinds:
        bias = bias + biases[kinds.index("own")]
    temperature = float(min(np.linspace(0.4, 2.5, 43), key=lambda t: loss_of(name, said[own] / t, labels[own], weights[own]).item()))
    said, truth = said[own] / temperature, labels[own]
    head.parts = [rows / temperature, vector / temperature, bias / temperature, biases]
    below = 0.5
    if name == "topics":
        scores = torch.sigmoid(said)
        # Macro-F1 alone is best where nearly all topics are said of every post, so no F1 over all may be lost for it.
        micro = {t: micro_f1((scores >= t).float(), truth) for t in np.arange(0.02, 0.6, 0.01)}
        below = float(max((t for t, f1 in micro.items() if f1 >= 0.95 * max(micro.values())),
                          key=lambda t: macro_f1((scores >= t).float(), truth)))
        log(f"topics: F1 {micro[below]:.3f}, macro-F1 {macro_f1((scores >= below).float(), truth):.3f} at {below:.2f}")
    elif name == "sentiment":
        scores = torch.softmax(said, -1)
        top = F.one_hot(scores.argmax(-1), 3).float()
        below = float(max(np.arange(0.3, 0.6, 0.02), key=lambda t: macro_f1(top * (scores >= t).float(), truth)))
        log(f"sentiment: macro-F1 {macro_f1(top * (scores >= below).float(), truth):.3f} at {below:.2f}, {macro_f1(top, truth):.3f} without")
    log(f"{name}: temperature {temperature:.2f}")
    return round(below, 2)


def labels_of(data):
    """{head: its labels}, in the order of the columns."""
    names, _ = corpus.topics(data, "train")
    return {"topics": names, "sentiment": SENTIMENTS, "toxicity": ["toxic"], "spam": ["spam"]}


def train(model, tok, data, text, seed, log, only=None):
    """Fits the heads, all four or those of `only`, and puts them into the model; returns what the manifest says of each."""
    grams = grams_of_tokens(tok)
    size, told, at = len(tok.vocabulary), {}, 0
    for name, labels in labels_of(data).items():
        columns = slice(at, at + len(labels))
        at += len(labels)
        if only is not None and name not in only:
            continue
        truth, lines, weights, sources = examples(data, name, text, random.Random(seed))
        head, said, kinds, source = fit_folds(name, model, tok, grams, truth, lines, weights, sources, log)
        below = settle(name, head, said, truth, weights, kinds, source, log)
        told[name] = {"labels": labels}
        if name in ("topics", "sentiment"):
            told[name]["abstain_below"] = below
        rows, vector, bias, _ = head.parts
        with torch.no_grad():
            model.head_tokens.weight[:, columns] = rows[:size]
            model.head_pairs.weight[:, columns] = rows[size:]
            model.head_vector.weight[columns] = vector.t()
            model.head_vector.bias[columns] = bias
    return told
