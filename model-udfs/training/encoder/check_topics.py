"""Prints what an encoder's topics head says of topic_check.tsv, posts that the project wrote: for looking, not for tuning.

  check_topics.py --model model-udfs/models/encoder/1.4.0 [--show]
"""
import argparse
from pathlib import Path

import torch

import corpus
import heads
import reuse
import tokenizer
from evaluate_encoder import embed_all
from network import Encoder


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True, help="folder of a shipped encoder, 1.2.0 or later")
    parser.add_argument("--show", action="store_true", help="a line a post")
    args = parser.parse_args()
    tok = tokenizer.load(f"{args.model}/tokenizer.json")
    outputs = reuse.outputs(args.model)
    names, below = outputs["topics"]["labels"], outputs["topics"]["abstain_below"]
    columns = sum(len(outputs[name]["labels"]) for name in ("topics", "sentiment", "toxicity", "spam"))
    model = Encoder(len(tok.vocabulary), len(outputs["language"]["labels"]), columns)
    reuse.read_all(model, args.model)
    rows = [line.split("\t") for line in corpus.lines(Path(__file__).with_name("topic_check.tsv"))]
    scores = embed_all(model, tok, [text for _, _, text in rows], lambda ids, mask: model(ids, mask)[2])
    for language in ("en", "fr"):
        right = said = hits = there = count = 0
        for (of, topics, text), row in zip(rows, scores):
            if of != language:
                continue
            truth, found = topics.split(","), {name for name, score in zip(names, row) if score >= below}
            count += 1
            right += names[int(row.argmax())] in truth
            said += len(found)
            hits += len(found & set(truth))
            there += len(truth)
            if args.show:
                best = sorted(zip(row.tolist(), names), reverse=True)[:3]
                print(f"{text}\n  {topics}: " + ", ".join(f"{name} {score:.2f}{'' if score >= below else ' (not said)'}" for score, name in best))
        print(f"{language}: top topic right {right / count:.3f} of {count}; of {said} said {hits / said:.3f} right, {hits / there:.3f} of {there} found")


if __name__ == "__main__":
    main()
