"""The text that teaches the ad writer to write: which sets, and how their lines become documents.

Only sets marked for shipping whose text no one need blush at: the offensive ones stay out.
"""
import random
import unicodedata
from pathlib import Path

LINES = ("commonvoice-en/sentences.txt", "commonvoice-fr/sentences.txt", "assemblee-fr/sentences.txt", "theatre-fr/sentences.txt",
         "gutenberg-books-fr/sentences.txt", "blog18f-en/paragraphs.txt", "etalab-guides-fr/paragraphs.txt", "based-cooking-en/steps.txt",
         "pd-recipes-en/steps.txt")
LABELLED = ("blagues-fr/jokes.tsv", "chatterbot-en/turns.tsv", "chatterbot-fr/turns.tsv", "clinc-oos-en/utterances.tsv",
            "hwu-nlu-en/utterances.tsv", "polyai-en/utterances.tsv", "taskmaster-en/turns.tsv")

# name of the set in manifest.json -> licence as its source states it; NOTICE has the attributions
LICENCES = {
    "open-pairs/tatoeba_manythings": "CC BY 2.0 FR", "open-pairs/react_docs": "CC BY 4.0", "open-pairs/vue_docs": "CC BY 4.0",
    "open-pairs/opensource_guide": "CC BY 4.0", "open-pairs/tico19": "CC0 1.0",
    "open-pairs/canada_open_source_guides": "Open Government Licence - Canada",
    "open-pairs (apps, public services, other documentation)": "MIT, BSD-2, BSD-3, Apache-2.0",
    "open-text/commonvoice": "CC0 1.0", "open-text/assemblee-fr": "CC0, with attribution", "open-text/theatre-fr": "public domain",
    "open-text/gutenberg-books-fr": "public domain", "open-text/blog18f-en": "CC0 1.0",
    "open-text/etalab-guides-fr": "Licence Ouverte 2.0", "open-text/recipes-en": "Unlicense (public domain)",
    "open-text/blagues-fr": "MIT", "open-text/chatterbot": "BSD-3-Clause", "open-text/clinc-oos-en": "CC BY 3.0",
    "open-text/hwu-nlu-en": "CC BY 4.0", "open-text/polyai-en": "CC BY 4.0", "open-text/taskmaster-en": "CC BY 4.0",
    "open-text/corpora-en (names)": "CC0 1.0", "open-text/faker (names)": "MIT",
    "lm-gutenberg": "public domain", "lm-tinyshakespeare": "MIT",
    "model-udfs/training/writer/briefs.py (made while it trains)": "Apache-2.0"}


def _read(path):
    return [unicodedata.normalize("NFC", line.strip()) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sources(data):
    """{name: lines} of everything the writer may read."""
    root = Path(data)
    found = {name: _read(root / "open-text" / name) for name in LINES}
    found.update({name: [line.rsplit("\t", 1)[-1].replace(" ||| ", " ") for line in _read(root / "open-text" / name)] for name in LABELLED})
    for path in sorted((root / "open-pairs").rglob("*.tsv")):
        if path.name != "SOURCES.tsv":
            pairs = [line.split("\t") for line in _read(path)]
            found[f"{path.parent.name}/{path.name}/en"] = [p[0] for p in pairs if len(p) == 2]
            found[f"{path.parent.name}/{path.name}/fr"] = [p[1] for p in pairs if len(p) == 2]
    for folder in ("lm-gutenberg", "lm-tinyshakespeare"):
        for path in sorted((root / folder).rglob("*.txt")):
            if "LICENSE" not in path.name.upper():
                found[f"{folder}/{path.name}"] = _paragraphs(path)
    return found


def _paragraphs(path):
    blocks = path.read_text(encoding="utf-8", errors="replace").replace("\r", "").split("\n\n")
    return [" ".join(block.split()) for block in blocks if 20 < len(block) < 2000]


def documents(data, seed):
    """Documents of one to four neighbouring lines, in a drawn order."""
    rng, out = random.Random(seed), []
    for lines in sources(data).values():
        i = 0
        while i < len(lines):
            count = rng.choice((1, 1, 2, 4))
            out.append("\n".join(lines[i:i + count]))
            i += count
    rng.shuffle(out)
    return out
