"""Prints how an encoder does, beside an untrained hashed bag of words.

  evaluate_encoder.py --data DATA --model DIR --weights WORK/encoder.pt [--no-baseline]
"""
import argparse
import random

import numpy as np
import torch

import corpus
import noise
import tokenizer
from baseline import HashedBag
from network import Encoder, pad


def ranks(values):
    values = np.asarray(values, dtype=np.float64)
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2.0)[inverse]


def spearman(a, b):
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def average_precision(labels, scores):
    hits = np.asarray(labels)[np.argsort(-np.asarray(scores), kind="stable")]
    return float((np.cumsum(hits) / (np.arange(len(hits)) + 1))[hits == 1].mean())


def embed_all(model, tok, texts, call=None, batch=256):
    """Vectors of texts in their order; sorted by length inside. `call(ids, mask)` defaults to the model's embedding."""
    if hasattr(model, "embed_texts"):
        return model.embed_texts(texts)
    rows = [tok.encode(text) for text in texts]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    out = [None] * len(rows)
    with torch.no_grad():
        for start in range(0, len(order), batch):
            part = order[start:start + batch]
            for i, vector in zip(part, (call or model.embed)(*pad([rows[i] for i in part]))):
                out[i] = vector
    return torch.stack(out)


def report_sts(model, tok, data, part):
    rows = corpus.sts(data, part)
    scores = [row[4] for row in rows]
    a, b, c, d = (embed_all(model, tok, [row[k] for row in rows]) for k in range(4))
    cos = lambda x, y: (x * y).sum(-1).numpy()
    cross = (spearman(cos(a, d), scores) + spearman(cos(c, b), scores)) / 2
    return {"EN": spearman(cos(a, b), scores), "FR": spearman(cos(c, d), scores), "EN-FR": cross}


def report_pairs(model, tok, held, seed=11):
    rng = random.Random(seed)
    a, b = embed_all(model, tok, [p[1] for p in held]), embed_all(model, tok, [p[2] for p in held])
    other = [rng.randrange(len(held) - 1) for _ in held]
    other = torch.tensor([o + (o >= i) for i, o in enumerate(other)])
    beats = ((a * b).sum(-1) > (a * b[other]).sum(-1)).float().mean().item()
    top = (a[:1000] @ b[:1000].t()).argmax(1)
    back = (b[:1000] @ a[:1000].t()).argmax(1)
    truth = torch.arange(len(top))
    return {"true beats random": beats, "top-1 EN->FR": (top == truth).float().mean().item(),
            "top-1 FR->EN": (back == truth).float().mean().item()}


def report_tweets(model, tok, data):
    rows = corpus.tweet_paraphrases(data)
    a, b = embed_all(model, tok, [r[0] for r in rows]), embed_all(model, tok, [r[1] for r in rows])
    return {"average precision": average_precision([r[2] for r in rows], (a * b).sum(-1).numpy()),
            "share of paraphrases": sum(r[2] for r in rows) / len(rows)}


def report_languages(model, tok, sets, labels, below):
    """For each (name, expected label): the share right, wrong, and abstained."""
    out = {}
    call = lambda ids, mask: torch.softmax(model.language_logits(ids, mask), -1)
    for name, (expected, texts) in sets.items():
        found = embed_all(model, tok, texts, call)
        top, index = found.max(1)
        said = [labels[i] if t >= below else "und" for t, i in zip(top.tolist(), index.tolist())]
        right = sum(s == expected for s in said) / len(said)
        out[name] = {"right": right, "und": sum(s == "und" for s in said) / len(said), "lines": len(said)}
    return out


def language_sets(data, held):
    rng = random.Random(5)
    sets = {}
    for language, text in corpus.tweets(data, "val"):
        sets.setdefault(f"tweets {language}", (language, []))[1].append(text)
    sets["held-out pairs en"] = ("en", [p[1] for p in held])
    sets["held-out pairs fr"] = ("fr", [p[2] for p in held])
    rows = corpus.sts(data, "dev")
    sets["sts dev en"], sets["sts dev fr"] = ("en", [r[0] for r in rows]), ("fr", [r[2] for r in rows])
    sets["no language (made)"] = ("und", [noise.no_language(rng) for _ in range(1000)])
    sets["no language (written)"] = ("und", [
        "", "😂😂😂", "https://t.co/abc", "12345 678", "!!!", "Привет, как дела? Сегодня хорошая погода.", "asdfgh jklqwrt zxcvb",
        "今天天气很好，我们去公园吧。", "@bob @eve", "@bob https://x.y 🎉", "안녕하세요 반갑습니다", "Καλημέρα, τι κάνεις;", "สวัสดีครับ", "שלום, מה שלומך?"])
    return sets


def report(name, model, tok, data, held):
    for part in ("train", "dev"):
        print(f"{name}, sts {part}:", {k: round(v, 4) for k, v in report_sts(model, tok, data, part).items()})
    print(f"{name}, held-out pairs:", {k: round(v, 4) for k, v in report_pairs(model, tok, held).items()})
    print(f"{name}, tweet paraphrases:", {k: round(v, 4) for k, v in report_tweets(model, tok, data).items()}, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", required=True, help="folder with tokenizer.json and manifest.json")
    parser.add_argument("--weights", required=True, help="encoder.pt that train_encoder.py left in its work folder")
    parser.add_argument("--no-baseline", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    tok = tokenizer.load(f"{args.model}/tokenizer.json")
    saved = torch.load(args.weights)
    model = Encoder(len(tok.vocabulary), len(saved["labels"]), saved["state"]["head_vector.bias"].numel())
    model.load_state_dict(saved["state"])
    model.eval()
    held = [tuple(p) for p in saved["held"]]
    if not args.no_baseline:
        lines = [line for p in corpus.open_pairs(args.data) for line in p[1:]]
        report("hashed bag", HashedBag(lines), None, args.data, held)
    report("encoder", model, tok, args.data, held)
    found = report_languages(model, tok, language_sets(args.data, held), saved["labels"], saved["below"])
    for name, figures in found.items():
        print(f"language, {name}: {figures['right']:.4f} right, {figures['und']:.4f} 'und', {figures['lines']} lines")


if __name__ == "__main__":
    main()
