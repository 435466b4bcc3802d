"""Reads the texts that the encoder may train on (sets marked *ship* only) and the sets it is measured on.

Every reader returns plain lists in a fixed order; nothing here draws random numbers.
"""
import csv
import json
from pathlib import Path

# name of the set in manifest.json -> (licence as its source states it, attribution for the model card)
LICENCES = {
    "open-pairs/tatoeba_manythings": ("CC BY 2.0 FR", "Tatoeba contributors (tatoeba.org), through manythings.org/anki"),
    "open-pairs/react_docs": ("CC BY 4.0", "Meta Platforms and the React documentation translators"),
    "open-pairs/vue_docs": ("CC BY 4.0", "The Vue documentation authors and translators"),
    "open-pairs/opensource_guide": ("CC BY 4.0", "GitHub, Inc. and the Open Source Guides contributors"),
    "open-pairs/tico19": ("CC0 1.0", "TICO-19"),
    "open-pairs/canada_open_source_guides": ("Open Government Licence - Canada", "Government of Canada"),
    "open-pairs (apps, public services, other documentation)": (
        "MIT, BSD-2, BSD-3, Apache-2.0", "the projects listed in the card"),
    "open-text/commonvoice": ("CC0 1.0", "Mozilla Common Voice"),
    "open-text/assemblee-fr": ("CC0, with attribution", "Assemblée nationale, through Common Voice FR"),
    "open-text/theatre-fr": ("public domain", "Libre Théâtre, through Common Voice FR"),
    "open-text/gutenberg-books-fr": ("public domain", "Project Gutenberg, through Common Voice FR"),
    "open-text/etalab-guides-fr": ("Licence Ouverte 2.0", "Etalab"),
    "open-text/blog18f-en": ("CC0 1.0", "18F"),
    "open-text/recipes-en": ("Unlicense (public domain)", "based.cooking, Public Domain Recipes"),
    "open-text/snips-en": ("CC0 1.0", "Snips / Sonos"),
    "open-text/clinc-oos-en": ("CC BY 3.0", "Larson et al. 2019, clinc/oos-eval"),
    "open-text/hwu-nlu-en": ("CC BY 4.0", "Liu et al. 2019, NLU-Evaluation-Data"),
    "open-text/polyai-en": ("CC BY 4.0", "PolyAI, task-specific-datasets"),
    "open-text/taskmaster-en": ("CC BY 4.0", "Google, Taskmaster"),
    "open-text/chatterbot": ("BSD-3-Clause", "ChatterBot corpus, Gunther Cox and contributors"),
    "open-text/blagues-fr": ("MIT", "Blagues-API"),
    "open-text/corpora-en": ("CC0 1.0", "Corpora, Darius Kazemi and contributors"),
    "open-text/faker": ("MIT", "Faker, faker-ruby contributors"),
    "xlmt-umsab": ("Apache-2.0 (texts: Twitter terms)", "Barbieri et al. 2022, XLM-T"),
    "tweet-topic-xl": ("MIT", "Antypas et al., TweetTopic"),
    "open-text/goemotions-en": ("CC BY 4.0", "Google Research, GoEmotions"),
    "open-text/davidson-tweets-en": ("MIT", "Tom Davidson"),
    "open-text/hatemoji-en": ("CC BY 4.0", "Kirk et al. 2022, Hatemoji"),
    "open-text/surge-toxicity-en": ("MIT", "Surge AI"),
    "mlma-hate-fr-en": ("MIT", "Ousidhoum et al. 2019, MLMA"),
    "model-udfs/training/encoder/spam.tsv": ("Apache-2.0", "made by this project"),
    "model-udfs/training/encoder/topics.tsv": ("Apache-2.0", "made by this project"),
}

UMSAB = {"en": "english", "fr": "french", "de": "german", "es": "spanish",
         "it": "italian", "pt": "portuguese", "ar": "arabic", "hi": "hindi"}

# (file, language, column of the text, number of lines taken; None = all)
OPEN_TEXT = [
    ("commonvoice-en/sentences.txt", "en", 0, None), ("commonvoice-fr/sentences.txt", "fr", 0, None),
    ("assemblee-fr/sentences.txt", "fr", 0, 40000), ("theatre-fr/sentences.txt", "fr", 0, 30000),
    ("gutenberg-books-fr/sentences.txt", "fr", 0, 20000), ("etalab-guides-fr/paragraphs.txt", "fr", 0, None),
    ("blog18f-en/paragraphs.txt", "en", 0, None), ("based-cooking-en/steps.txt", "en", 0, None),
    ("pd-recipes-en/steps.txt", "en", 0, None), ("taskmaster-en/turns.tsv", "en", 2, None),
    ("chatterbot-en/turns.tsv", "en", 1, None), ("chatterbot-fr/turns.tsv", "fr", 1, None),
    ("blagues-fr/jokes.tsv", "fr", 1, None), ("corpora-en/lists.tsv", "en", 1, 20000),
    ("faker-en/lists.tsv", "en", 1, 6000), ("faker-fr/lists.tsv", "fr", 1, None),
]
INTENTS = ["snips-en", "clinc-oos-en", "hwu-nlu-en", "polyai-en"]


def lines(path):
    with open(path, encoding="utf-8", errors="replace", newline="\n") as handle:
        return [line.rstrip("\r\n") for line in handle]


def evenly(items, count):
    if count is None or count >= len(items):
        return items
    return [items[i * len(items) // count] for i in range(count)]


def open_pairs(data):
    """[(source, English, French)], duplicates removed, in the order of the files."""
    seen, pairs = set(), []
    for folder in sorted(p for p in (Path(data) / "open-pairs").iterdir() if p.is_dir()):
        for line in lines(folder / "pairs.tsv"):
            cells = line.split("\t")
            if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
                continue
            pair = (cells[0], cells[1])
            if pair not in seen:
                seen.add(pair)
                pairs.append((folder.name, *pair))
    return pairs


def open_text(data):
    """[(language, line)] of the folders fit for the encoder: no offensive text."""
    out, seen = [], set()
    for name, language, column, count in OPEN_TEXT:
        for line in evenly(lines(Path(data) / "open-text" / name), count):
            cells = line.split("\t")
            text = cells[column].replace(" ||| ", " ") if len(cells) > column else ""
            if len(text.strip()) > 1 and text not in seen:
                seen.add(text)
                out.append((language, text))
    return out


def intents(data):
    """{intent: [utterance]}; intents with fewer than 10 utterances and 'out of scope' are left out."""
    groups = {}
    for name in INTENTS:
        for line in lines(Path(data) / "open-text" / name / "utterances.tsv"):
            label, _, text = line.partition("\t")
            if text.strip() and "oos" not in label:
                groups.setdefault(f"{name}:{label}", []).append(text)
    return {label: sorted(set(texts)) for label, texts in sorted(groups.items()) if len(set(texts)) >= 10}


def tweets(data, part):
    """[(language, text)] of xlmt-umsab and tweet-topic-xl; part is 'train' or 'val'."""
    out = []
    for language, folder in UMSAB.items():
        name = Path(data) / "xlmt-umsab/data/sentiment" / folder / f"{part}_text.txt"
        out += [(language, text) for text in lines(name) if text.strip()]
    topic = {"train": "train", "val": "validation"}[part]
    for language in ("ja", "es", "en"):
        name = Path(data) / "tweet-topic-xl/data" / language / f"{language}_{topic}.jsonl"
        if name.exists():
            out += [(language, json.loads(line)["text"]) for line in lines(name) if line.strip()]
    return out


def sts(data, part):
    """[(English a, English b, French a, French b, score)]; for measuring only."""
    rows = {}
    for language in ("en", "fr"):
        with open(Path(data) / f"stsb-en-fr/data/stsb-{language}-{part}.csv", encoding="utf-8", newline="") as handle:
            rows[language] = list(csv.reader(handle))
    return [(a[0], a[1], b[0], b[1], float(a[2])) for a, b in zip(rows["en"], rows["fr"])]


def tweet_paraphrases(data):
    """[(a, b, 0 or 1)]; for measuring only."""
    base = Path(data) / "twitter-url-paraphrase/twitterPPDB/train"
    return [(a, b, int(s)) for a, b, s in zip(lines(base / "a.toks"), lines(base / "b.toks"), lines(base / "sim.txt"))
            if s.strip()]


TOPICS_FILES = {"train": "train", "val": "validation"}
POSITIVE = {"admiration", "approval", "gratitude", "amusement", "love", "optimism", "joy", "caring", "excitement", "pride", "relief"}
NEGATIVE = {"disapproval", "annoyance", "anger", "sadness", "disappointment", "disgust", "fear", "remorse", "embarrassment",
            "nervousness", "grief"}


def sentiment(data, part):
    """[(0 negative, 1 neutral, 2 positive, text)] of xlmt-umsab."""
    out = []
    for folder in UMSAB.values():
        base = Path(data) / "xlmt-umsab/data/sentiment" / folder
        out += [(int(label), text) for label, text in zip(lines(base / f"{part}_labels.txt"), lines(base / f"{part}_text.txt"))
                if label.strip()]
    return out


def emotions(data):
    """[(sentiment, text)] of goemotions whose emotions all point one way."""
    out = []
    for line in lines(Path(data) / "open-text/goemotions-en/posts.tsv"):
        label, _, text = line.partition("\t")
        kinds = set(label.split(","))
        if kinds <= POSITIVE:
            out.append((2, text))
        elif kinds <= NEGATIVE:
            out.append((0, text))
        elif kinds == {"neutral"}:
            out.append((1, text))
    return out


def topics(data, part):
    """([name], [([0 or 1 for each name], text)]) of tweet-topic-xl, three languages."""
    names, out = None, []
    for language in ("en", "es", "ja"):
        for line in lines(Path(data) / f"tweet-topic-xl/data/{language}/{language}_{TOPICS_FILES[part]}.jsonl"):
            if line.strip():
                row = json.loads(line)
                names = names or [name for name, value in row.items() if value in (0, 1) and name not in ("id", "text")]
                out.append(([row[name] for name in names], row["text"]))
    return names, out


def mlma(data, part):
    """[(0 or 1, text)]; every fifth row is for measuring: the set has no parts of its own."""
    out = []
    for language in ("en", "fr"):
        with open(Path(data) / f"mlma-hate-fr-en/{language}_dataset.csv", encoding="utf-8", newline="") as handle:
            for index, row in enumerate(csv.DictReader(handle)):
                if (index % 5 == 0) == (part == "val"):
                    out.append((int(row["sentiment"] != "normal"), row["tweet"]))
    return out


def toxic_posts(data):
    """[(set, 0 or 1, text)] of the sets for classifiers: Davidson, Hatemoji, Surge."""
    out, base = [], Path(data) / "open-text"
    for name, bad in (("davidson-tweets-en", {"hate", "offensive"}), ("hatemoji-en", {"1"}), ("surge-toxicity-en", {"Toxic"})):
        for line in lines(base / name / "posts.tsv"):
            label, _, text = line.partition("\t")
            out.append((name, int(label in bad), text))
    return out


def made_spam():
    """[text] that spam.py wrote: the only spam that may be trained on."""
    return [line.partition("\t")[2] for line in lines(Path(__file__).with_name("spam.tsv"))]


def made_topics():
    """[([topic], text)] that topics.py wrote."""
    rows = [line.split("\t", 2) for line in lines(Path(__file__).with_name("topics.tsv"))]
    return [(topics.split(","), text) for _, topics, text in rows]


def found_topics(data):
    """[(set, [topic], text)] of the lines that topics.py found in other sets."""
    out, read = [], {}
    for row in lines(Path(__file__).with_name("topic_lines.tsv")):
        file, column, number, topics = row.split("\t")
        if file not in read:
            read[file] = lines(Path(data) / file)
        out.append((file, topics.split(","), read[file][int(number)].split("\t")[int(column)]))
    return out
