"""More to learn topics from: the set that has them is 540 posts, none of them French.

`topic_phrases_LANGUAGE.txt` has phrases of the project's own, separated by semicolons, under a line with their topics. From them
come posts that are made (`topics.tsv`; what stands around the phrases is drawn alike for all topics, so that it is no sign of
one) and the numbers of lines of other sets that have two phrases of a topic (`topic_lines.tsv`; the lines themselves stay where they
are).

  topics.py --data DATA
"""
import argparse
import random
import re
from pathlib import Path

import corpus

HERE = Path(__file__).parent

LINES = {"en": 3000, "fr": 2200, "es": 1200, "ja": 1000}
FRAMES = {
    "en": ["{}", "{}", "{} {}", "{}, {}", "{} and {}", "{} / {} / {}", "{} is everything", "so much {} today", "{} again...", "omg {}",
           "not the {} 😭", "can we talk about {}?", "why is nobody talking about {}", "I love {}", "tired of {}", "{} > {}", "still thinking about {}",
           "{}! {}!", "{} but {}", "who else is into {}?", "just {} and {}", "hot take: {}", "{} with {}", "my take on {}: {}", "about {}... {}",
           "no one: me: {}", "{} was amazing", "I can't with {}", "{} first, then {}", "people really said {}", "ready for {}", "RT if {}",
           "this {} tho", "{} after {}", "unpopular opinion: {}", "{} 👀", "{} ❤️", "{} 😂", "{}. {}. {}."],
    "fr": ["{}", "{}", "{} {}", "{}, {}", "{} et {}", "{} / {} / {}", "{}, c'est tout", "encore {}...", "omg {}", "on peut parler de {} ?",
           "personne ne parle de {}", "j'adore {}", "marre de {}", "{} > {}", "je pense encore à {}", "{} ! {} !", "{} mais {}", "qui aime {} ?",
           "juste {} et {}", "avis impopulaire : {}", "{} avec {}", "à propos de {}... {}", "{}, incroyable", "{} d'abord, puis {}",
           "prêt pour {}", "ce {} quand même", "{} après {}", "{} 👀", "{} ❤️", "{} 😂", "{}. {}. {}.", "trop {}", "alors {} ?"],
    "es": ["{}", "{}", "{} {}", "{}, {}", "{} y {}", "{} / {} / {}", "otra vez {}...", "omg {}", "¿podemos hablar de {}?", "nadie habla de {}",
           "amo {}", "cansado de {}", "{} > {}", "¡{}! ¡{}!", "{} pero {}", "¿a quién le gusta {}?", "solo {} y {}", "{} con {}", "sobre {}... {}",
           "{} increíble", "{} después de {}", "{} 👀", "{} ❤️", "{} 😂", "{}. {}. {}."],
    "ja": ["{}", "{}", "{} {}", "{}と{}", "{}、{}", "{}!", "{}すごい", "{}最高", "また{}か", "{}の話", "{}が好き", "{}だけど{}", "{}w", "{}…{}", "{}は{}", "{}なう",
           "{}😭", "{}✨", "{}。{}。{}。", "今日は{}", "{}したい"]}


def phrases(language):
    """[(topics, [phrase])] of one language."""
    sections = []
    for line in Path(__file__).with_name(f"topic_phrases_{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            sections.append((line[2:].split(", "), []))
        else:
            sections[-1][1].extend(phrase.strip() for phrase in line.split(";") if phrase.strip())
    return sections


def post(rng, language, section):
    """A post of one section's phrases, one in ten with a word of it as a tag."""
    frame = rng.choice(FRAMES[language])
    parts = rng.sample(section, frame.count("{}"))
    text = frame.format(*parts)
    if rng.random() < 0.1:
        text += " #" + "".join(word.capitalize() for word in rng.choice(section).replace("'", "").split())
    drawn = rng.random()
    return text.lower() if drawn < 0.2 else text[0].upper() + text[1:] if drawn < 0.6 else text


def posts(rng):
    """[(language, [topic], text)], each text once."""
    found = {}
    for language, count in LINES.items():
        sections = phrases(language)
        # As many posts as a section has phrases, at least of the order of the rarest.
        weights = [len(words) ** 0.5 for _, words in sections]
        for _ in range(count):
            topics, words = rng.choices(sections, weights)[0]
            found.setdefault((language, post(rng, language, words)), topics)
    return [(language, topics, text) for (language, text), topics in sorted(found.items())]


# What is said of nearly anything is no sign of a topic in a line of someone else's.
VAGUE = {"diaries_&_daily_life", "other_hobbies", "relationships"}
# (file, column of the text, language) of the lines that phrases are looked for in.
SEARCHED = [(f"xlmt-umsab/data/sentiment/{folder}/train_text.txt", 0, language)
            for language, folder in (("en", "english"), ("fr", "french"), ("es", "spanish"))] + [
    ("open-text/goemotions-en/posts.tsv", 1, "en"), ("open-pairs/tatoeba_manythings/pairs.tsv", 0, "en"),
    ("open-pairs/tatoeba_manythings/pairs.tsv", 1, "fr")]
MOST = 100


def _cells(data, file, column):
    """[(line number, cells)] of the lines with that column, each text once."""
    seen, out = set(), []
    for number, line in enumerate(corpus.lines(Path(data) / file)):
        cells = line.split("\t")
        if len(cells) > column and (column or len(cells) == 1 or "open-pairs" in file) and cells[column].strip() not in seen:
            seen.add(cells[column].strip())
            out.append((number, cells))
    return out


def spoken_of(text, lexicon):
    """The topics of which at least two phrases stand in the text."""
    words = re.findall(r"\w+(?:'\w+)?", text.lower().replace("\u2019", "'"))
    counts = {}
    for phrase in {" ".join(words[i:i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}:
        for topic in lexicon.get(phrase, ()):
            counts[topic] = counts.get(topic, 0) + 1
    return sorted(topic for topic, count in counts.items() if count >= 2)


def searched(data, rng):
    """[(file, column, line number, [topic])] by phrases; of each file and topic the first MOST of a drawn order."""
    out = []
    for file, column, language in SEARCHED:
        lexicon = {}
        for topics, words in phrases(language):
            for word in words:
                if len(word) >= 4 and not VAGUE & set(topics):
                    lexicon.setdefault(word.lower(), set()).update(topics)
        rows, counts = _cells(data, file, column), {}
        rng.shuffle(rows)
        for number, cells in rows:
            topics = spoken_of(cells[column], lexicon)
            if any(counts.get(topic, 0) < MOST for topic in topics):
                counts.update({topic: counts.get(topic, 0) + 1 for topic in topics})
                out.append((file, column, number, topics))
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    data = parser.parse_args().data
    rng = random.Random(5)
    made = [f"{language}\t{','.join(topics)}\t{text}\n" for language, topics, text in posts(rng)]
    (HERE / "topics.tsv").write_text("".join(made), encoding="utf-8")
    found = {(file, column, number): topics for file, column, number, topics in searched(data, rng)}
    (HERE / "topic_lines.tsv").write_text("".join(
        f"{file}\t{column}\t{number}\t{','.join(topics)}\n" for (file, column, number), topics in sorted(found.items())), encoding="utf-8")


if __name__ == "__main__":
    main()
