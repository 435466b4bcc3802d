"""Trains the encoder from nothing and writes the folder that ships.

  train_encoder.py --data DATA --out model-udfs/models/encoder/1.4.0 [--work DIR] [--minutes N] [--start FOLDER [--heads topics]]

DATA is the folder of data sets, DIR keeps what is made on the way (tokenizer.json, vectors.pt, encoder.pt), N the minutes for
the contrastive part. Two runs end alike but not bit for bit: the contrastive part stops by the clock. FOLDER is a shipped
encoder whose token vectors, token weights, language head and tokenizer are taken over instead of trained; with --heads all of it
is, but for the heads named (of language, topics, sentiment, toxicity, spam; commas between), which are trained anew.
"""
import argparse
import math
import random
import shutil
import time
from collections import Counter
from pathlib import Path

import torch

import contrast
import corpus
import evaluate_encoder
import export
import heads
import language
import lexical
import network
import reuse
import statics
import tokenizer
from tokenizer import bpe

VOCABULARY, HELD_OUT = 16384, 2000
# Chosen on the train part of stsb-en-fr: how even the whitening makes the directions, the lexical part's share, and what is
# left of the learnt weights of punctuation.
WHITENING, SHARE, PUNCTUATION = 0.9, 0.5, 0.3


def make_tokenizer(data, pairs, text, size):
    counts = Counter()
    for lines, times in (([p[1] for p in pairs], 1), ([p[2] for p in pairs], 1), ([line for _, line in text], 1),
                         ([t for group in corpus.intents(data).values() for t in group], 1),
                         ([line for _, line in corpus.tweets(data, "train")], 3)):
        for line in lines:
            for piece in tokenizer.pieces(line):
                counts[piece] += times
    return tokenizer.Tokenizer(bpe.train_merges(counts, size - len(tokenizer.SPECIALS)))


def hold_out(pairs, count, rng):
    """Pairs kept for measuring: neither side stands in any training pair."""
    english, french = Counter(p[1] for p in pairs), Counter(p[2] for p in pairs)
    alone = [i for i, p in enumerate(pairs) if english[p[1]] == 1 and french[p[2]] == 1 and len(p[1]) > 15]
    chosen = set(rng.sample(alone, count))
    return [p for i, p in enumerate(pairs) if i not in chosen], [pairs[i] for i in sorted(chosen, key=lambda i: (i * 7919) % 1000003)]


def start_vectors(model, tok, sides, text, log):
    """Token vectors and weights before the contrastive part."""
    rows = [tok.encode(line) for _, line in text]
    size = len(tok.vocabulary)
    near = statics.ppmi_vectors([a[1:-1][:30] + b[1:-1][:30] for a, b in sides] + [r[1:-1] for r in rows], size, log)
    with torch.no_grad():
        near = torch.nn.functional.normalize(near, dim=-1)
        model.tokens.weight.copy_(0.7 * near + torch.randn(size, network.MEANING) / 16)
        model.tokens.weight[:4] = 0
        model.weights.weight.copy_(statics.smooth_idf(rows + [side for pair in sides for side in pair], size).unsqueeze(1))
        model.weights.weight[:4] = -8


def renew_heads(args, names, work, log):
    """A shipped encoder with some heads trained anew, all else as it was."""
    tok = tokenizer.load(Path(args.start) / "tokenizer.json")
    labels = heads.labels_of(args.data)
    if not set(names) <= {"language", *labels}:
        raise SystemExit(f"--heads {','.join(names)}: name some of language, {', '.join(labels)}")
    model = network.Encoder(len(tok.vocabulary), len(language.LABELS), sum(map(len, labels.values())))
    outputs = reuse.outputs(args.start)
    reuse.read_all(model, args.start)
    text = corpus.open_text(args.data) if {"language", "spam"} & set(names) else []
    below = outputs["language"]["abstain_below"]
    if "language" in names:
        pairs, _ = hold_out(corpus.open_pairs(args.data), HELD_OUT, random.Random(args.seed))
        below = language.train(model, tok, args.data, pairs, text, args.seed, log)
    fresh = heads.train(model, tok, args.data, text, args.seed, log, only=names)
    kept = {name: {key: outputs[name][key] for key in ("labels", "abstain_below") if key in outputs[name]} for name in labels}
    finish(model, tok, below, {**kept, **fresh}, [], args, work, log)


def finish(model, tok, below, told, held, args, work, log):
    export.round_to_half(model)
    torch.save({"state": model.state_dict(), "labels": language.LABELS, "below": below, "told": told, "held": held}, work / "encoder.pt")
    for entry in export.write(model.eval(), tok, language.LABELS, below, told, args.seed, args.out):
        log(f"{entry['path']}: {entry['bytes']} bytes")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--work", default=".encoder-work")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--start", help="folder of a shipped encoder to take the slow parts from")
    parser.add_argument("--heads", help="train only these anew and take all else from --start")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20)
    args = parser.parse_args()
    begun = time.time()
    log = lambda message: print(f"{time.time() - begun:6.0f} s  {message}", flush=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    work = Path(args.work)
    work.mkdir(parents=True, exist_ok=True)
    if args.heads:
        if not args.start:
            parser.error("--heads needs --start")
        return renew_heads(args, args.heads.split(","), work, log)

    pairs, held = hold_out(corpus.open_pairs(args.data), HELD_OUT, rng)
    text = corpus.open_text(args.data)
    if args.start:
        shutil.copyfile(Path(args.start) / "tokenizer.json", work / "tokenizer.json")
    if not (work / "tokenizer.json").exists():
        (work / "tokenizer.json").write_text(make_tokenizer(args.data, pairs, text, VOCABULARY).to_json(), encoding="utf-8")
    tok = tokenizer.load(work / "tokenizer.json")
    size = len(tok.vocabulary)
    log(f"{len(pairs)} pairs, {len(held)} held out, {len(text)} lines, {size} tokens in the vocabulary")

    topic_names, _ = corpus.topics(args.data, "train")
    model = network.Encoder(size, len(language.LABELS), len(topic_names) + 5)
    sides = [(tok.encode(a), tok.encode(b)) for _, a, b in pairs]
    both = [side for pair in sides for side in pair]
    with torch.no_grad():
        model.lexical.weight.copy_(lexical.table(tok, both, args.seed))
        model.share.fill_(SHARE)

    def check():
        with torch.no_grad():
            found = evaluate_encoder.report_pairs(model, tok, held)
        return f"held-out top-1 {found['top-1 EN->FR']:.3f}"

    below = None
    if (work / "vectors.pt").exists():
        model.load_state_dict(torch.load(work / "vectors.pt"), strict=False)
    elif args.start:
        below = reuse.read(model, args.start)
    else:
        start_vectors(model, tok, sides, text, log)
        contrast.train(model, contrast.pools(args.data, tok, pairs, text, rng, log), args.seed, args.minutes, log, check=check)
        torch.save({name: value for name, value in model.state_dict().items() if name in ("tokens.weight", "weights.weight")},
                   work / "vectors.pt")
    with torch.no_grad():
        model.weights.weight[lexical.punctuation(tok)] += math.log(PUNCTUATION)
    contrast.fit_whitening(model, rng.sample(both, 40000) + [tok.encode(t) for _, t in corpus.tweets(args.data, "train")], WHITENING)
    log(check())
    if below is None:
        below = language.train(model, tok, args.data, pairs, text, args.seed, log)
    told = heads.train(model, tok, args.data, text, args.seed, log)
    finish(model, tok, below, told, held, args, work, log)


if __name__ == "__main__":
    main()
