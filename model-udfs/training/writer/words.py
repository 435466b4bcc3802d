"""The words that the ad writer may use on its own, by language: those of the phrases it learnt, without the words that
would state a fact: numbers, promises, materials. What else a copy says, it quotes from its brief."""
import re

import check
import lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# No words of their own.
ELISIONS = set("c d j l m n qu s t jusqu lorsqu ll re ve".split())


def allowed(language):
    phrases = []
    for trade in lexicon.TRADES[language].values():
        for key in ("noun", "do", "ben", "mom", "cta"):
            phrases += [p.rpartition(":")[0] if key == "noun" and language == "fr" else p.replace("/", " ") for p in trade[key]]
    for voice in lexicon.VOICES[language].values():
        for key in ("head", "open", "claim", "close", "cta"):
            phrases += [re.sub(r"\{\w+\}", " ", p) for p in voice[key]]
    for table in (lexicon.INTERESTS, lexicon.AGES):
        for row in table.values():
            phrases += row[language]
    found = {w.lower().replace("’", "'") for p in phrases for w in WORD.findall(p)}
    return sorted(word for word in found - ELISIONS if not check.states_a_fact(language, word))


# They never end a sentence.
JOINTS = {"en": "a an the of and or with for to from in on at by your our their my that is are was be than as into over like no its it's this these".split(),
          "fr": "un une des le la les de du et ou avec pour à au aux en dans sur sous par qui que vos votre nos notre ses son sa est sont sans se ce cet cette ces chez entre c'est".split()}


def openers(language):
    """What claims are led in by, such as "Good to know:"."""
    found = set()
    for voice in lexicon.VOICES[language].values():
        for form in voice["claim"] + voice["head"]:
            lead = re.split(r"\{[cC]2?\}", form)[0].strip()
            if lead and "{c}" in form and "{" not in lead and not any(check.states_a_fact(language, word) for word in check.words(lead)):
                found.add(lead)
    return sorted(found)


def lines():
    """Language, kind (word, joint, opener) and text, a line each."""
    out = []
    for language in lexicon.LANGUAGES:
        joints = set(JOINTS[language])
        out += [f"{language}\t{'joint' if word in joints else 'word'}\t{word}\n" for word in sorted(joints | set(allowed(language)))]
        out += [f"{language}\topener\t{lead}\n" for lead in openers(language)]
    return "".join(out)
