"""Made briefs and the advertisement that answers each: what the ad writer learns its trade from.

A brief is what the ads job knows: the campaign (product, advertiser, description, claims, voice, what must be said) and who will
read (language, placement, age band, interests, posts around). The copy is put together from the sentences of phrases_*.txt, the
trade's own phrases and the audience's hooks. Every fact of a copy stands in its brief: claims are quoted, never made.
"""
import random
import re
from dataclasses import dataclass, field

import lexicon

PLACEMENTS = {"feed": (60, 150, 24), "banner": (40, 90, 20), "story": (32, 64, 20)}  # most characters: headline, body, call to action
VOICES = list(lexicon.VOICES["en"])
ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl r s sk st t tr v w y z".split()
VOWELS = "a e i o u ai ea io ou é".split()
CODAS = ["", "", "", "n", "r", "l", "s", "m", "x", "nd", "th", "ra", "ne", "va", "lo", "mi"]


@dataclass
class Brief:
    language: str
    placement: str
    voice: str
    product: str
    advertiser: str
    description: str
    claims: list
    must_say: list
    age_band: str = ""
    interests: list = field(default_factory=list)
    context: list = field(default_factory=list)


@dataclass
class Copy:
    headline: str
    body: str
    call_to_action: str


class Names:
    def __init__(self, words):
        self.words = words

    def coined(self, rng):
        return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice((1, 2, 2)))).capitalize() + rng.choice(CODAS)

    def word(self, rng):
        return rng.choice(self.words) if rng.random() < 0.55 else self.coined(rng)

    def product(self, rng):
        word, roll = self.word(rng), rng.random()
        if roll < 0.45:
            return word
        if roll < 0.62:
            return f"{word} {rng.choice((str(rng.randint(2, 9)), 'One', 'Pro', 'Lite', 'Mini', 'Plus', 'Air', str(rng.randint(10, 900))))}"
        return f"{word} {self.word(rng)}"

    def advertiser(self, rng, language):
        word, roll = self.word(rng), rng.random()
        if roll < 0.4:
            return word
        if language == "fr":
            return rng.choice(("Maison {}", "Atelier {}", "{} & Fils", "Chez {}", "Les Ateliers {}", "{} Frères", "{} et Cie", "La Fabrique {}")).format(word)
        return rng.choice(("{} & Co", "{} Works", "House of {}", "{} Brothers", "{} Studio", "Atelier {}", "{} Supply", "The {} Company")).format(word)


def amount(rng, language, low, high):
    value = rng.randint(low, high)
    if language == "fr":
        return f"{value},{rng.choice(('90', '50', '99'))} €" if rng.random() < 0.3 else f"{value} €"
    sign = rng.choice("€£$")
    return f"{sign}{value}.{rng.choice(('90', '50', '99'))}" if rng.random() < 0.3 else f"{sign}{value}"


def fill_claim(template, rng, language):
    """Numbers, places and days into a claim."""
    fr = language == "fr"
    hour = lambda low, high: f"{rng.randint(low, high)} h" if fr else f"{(h := rng.randint(low, high)) % 12 or 12} {'am' if h < 12 else 'pm'}"
    makers = {
        "n1": lambda: str(rng.randint(2, 6)), "n2": lambda: str(rng.randint(2, 25)), "n3": lambda: str(rng.choice((12, 15, 20, 24, 30, 36, 40, 45, 48, 50, 60, 75, 80, 90, 100, 120, 150, 200))),
        "n4": lambda: str(rng.choice((20, 30, 50, 80, 100, 150, 400, 1200))), "year": lambda: str(rng.randint(1880, 2021)),
        "pct": lambda: str(rng.choice((60, 65, 70, 72, 75, 80, 85, 90, 95, 100))), "pct2": lambda: str(rng.randint(90, 100)), "pct3": lambda: str(rng.randint(10, 40)),
        "place": lambda: rng.choice(lexicon.PLACES[language]), "weekday": lambda: rng.choice(lexicon.WEEKDAYS[language]),
        "price": lambda: amount(rng, language, 2, 95), "bigprice": lambda: "100 000 €" if fr else rng.choice(("€100,000", "£85,000")),
        "h": lambda: hour(5, 9), "h2": lambda: hour(18, 23), "h4": lambda: hour(10, 12), "h5": lambda: rng.choice(("24 h", "48 h", "72 h")), "h3": lambda: str(rng.randint(18, 60)),
        "weight": lambda: str(rng.randint(150, 320)), "km": lambda: str(rng.choice((50, 70, 90, 120, 500, 800, 1000))), "km2": lambda: str(rng.randint(20, 62) * 10),
        "kg": lambda: f"{rng.randint(1, 3)}{',' if fr else '.'}{rng.randint(1, 9)}", "kg2": lambda: str(rng.randint(8, 180)), "mm": lambda: str(rng.randint(2, 20) * 1000),
        "days": lambda: str(rng.choice((14, 30, 60, 90, 100))), "nights": lambda: str(rng.choice((30, 60, 100, 120))), "spf": lambda: rng.choice(("30", "50")),
        "volts": lambda: rng.choice(("12", "18", "20", "36")), "mp": lambda: str(rng.choice((12, 48, 50, 64, 108))), "gb": lambda: rng.choice(("64", "128", "256", "512")),
        "rate": lambda: f"{rng.randint(1, 4)}{',' if fr else '.'}{rng.randint(1, 9)}", "rating": lambda: f"4{',' if fr else '.'}{rng.randint(3, 9)}/5",
        "age": lambda: str(rng.randint(3, 26)), "deg": lambda: str(rng.choice((15, 20, 30))), "scent": lambda: rng.choice(lexicon.SCENTS[language]),
    }
    return re.sub(r"\{(\w+)\}", lambda match: makers[match.group(1)](), template)


ANY_CLAIMS = {"en": ["free delivery over {price}", "free returns within {days} days", "family-run since {year}", "rated {rating} by our customers",
                     "delivered in {n2} days", "{n2}-year guarantee", "made in {place}", "now in {n2} shops", "order before {h2}, shipped today", "{pct3}% off this {weekday}"],
              "fr": ["livraison offerte dès {price}", "retours gratuits sous {days} jours", "entreprise familiale depuis {year}", "noté {rating} par nos clients",
                     "livré en {n2} jours", "garantie de {n2} ans", "fabriqué à {place}", "dans {n2} boutiques", "commandé avant {h2}, expédié le jour même", "{pct3} % de remise ce {weekday}"]}
MUST_SAY = {"en": ["Terms apply.", "See conditions in store.", "While stocks last.", "Please recycle.", "Capital at risk.", "Made to move.", "Since day one.", "Better by design.",
                   "Part of something good.", "Ages 3 and up.", "Enjoy responsibly.", "Subject to availability.", "Taste the difference.", "It starts with you.", "Naturally yours."],
            "fr": ["Voir conditions en magasin.", "Offre soumise à conditions.", "Dans la limite des stocks disponibles.", "Pensez au tri.", "Photo non contractuelle.", "Mangez au moins cinq fruits et légumes par jour.",
                   "Fait pour durer.", "Depuis toujours.", "Et la vie est plus belle.", "Sous réserve de disponibilité.", "Le goût d'abord.", "Tout commence par vous.", "Naturellement vôtre."]}


def capital(text):
    return text[:1].upper() + text[1:]


def facts(words, claims):
    """The words with the first claim and, where there is one, a second."""
    second = claims[1] if len(claims) > 1 else None
    return {**words, "c": claims[0], "C": capital(claims[0]), "c2": second, "C2": second and capital(second)}


def bare(noun):
    return re.sub(r"^(an?|the) ", "", noun)


def french(noun, gender):
    plural = gender.endswith("p")
    return {"n": noun, "N": capital(noun), "votre_n": capital(("vos " if plural else "votre ") + noun),
            "de_n": of(noun)}


def of(name):
    """"de" before a French word, elided before a vowel."""
    return ("d'" if name[0].lower() in "aeéèêiouœ" else "de ") + name


def describe(rng, language, words):
    """The advertiser's own line about the product: it may hold the benefit and the moment that the copy speaks of."""
    templates = {"en": ["{N0} by {A}.", "{N0} for {b}, {m}.", "{A} makes {n0} for people who want {b}.", "{N0}: {b}.", "{P} is {A}'s answer to one wish: {b}.",
                        "{N0} {m}. {A} believes in {b}.", "We make {n0}. Our customers come for {b}.", "{N0} made by a small team at {A}, for {b}."],
                 "fr": ["{N} {de_A}.", "{N} pour {b}, {m}.", "{A} propose {n} : {b}.", "{N} : {b}.", "{P}, la réponse {de_A} à une envie : {b}.",
                        "{N} {m}. {A} croit à une chose : {b}.", "Nos clients viennent pour {b}. {N} par {A}.", "{N} par une petite équipe, chez {A}, pour {b}."]}
    return capital(rng.choice(templates[language]).format(**words))


class BriefMaker:
    """Draws briefs with their copy; `held_out` draws names, nouns and claims that training never sees."""

    def __init__(self, names, things, context_lines, held_out=False):
        keep = lambda items: [x for i, x in enumerate(items) if (i % 8 == 3) == held_out] or items
        self.names = Names(keep(names))
        self.things = keep(things)
        self.context = context_lines
        self.keep, self.held_out = keep, held_out
        self.claims = {language: keep(ANY_CLAIMS[language]) + [c for trade in lexicon.TRADES[language].values() for c in keep(trade["claim"])]
                       for language in lexicon.LANGUAGES}

    def draw(self, rng, language=None):
        while True:
            language_now = language or rng.choice(lexicon.LANGUAGES)
            pair = self._draw(rng, language_now)
            if pair is not None:
                return pair

    def _draw(self, rng, language):
        trades = lexicon.TRADES[language]
        trade = trades["any"] if language == "en" and rng.random() < 0.15 else trades[rng.choice(list(trades))]
        words = self._words(rng, language, trade)
        voice = rng.choice(VOICES)
        pool = self.claims[language] if self.held_out else self.keep(trade["claim"]) + rng.sample(self.keep(ANY_CLAIMS[language]), 3)
        claims = [fill_claim(c, rng, language) for c in rng.sample(pool, min(len(pool), rng.choice((1, 2, 2, 3, 3, 4))))]
        placement = rng.choice(list(PLACEMENTS))
        interests = rng.sample(list(lexicon.INTERESTS), rng.choice((0, 1, 1, 2, 3)))
        age = rng.choice(["", *lexicon.AGES]) if rng.random() < 0.9 else ""
        must = [self._must_say(rng, language)] if rng.random() < 0.25 else []
        description = describe(rng, language, words)
        brief = Brief(language, placement, rng.choice(lexicon.VOICES[language][voice]["after"]), words["product"], words["A"], description, claims, must, age, interests,
                      [rng.choice(self.context)] if rng.random() < 0.2 else [])
        copy = self._write(rng, language, lexicon.VOICES[language][voice], trade, words, brief)
        return (brief, copy) if copy else None

    def _words(self, rng, language, trade):
        name, advertiser = self.names.product(rng), self.names.advertiser(rng, language)
        do = rng.choice(trade["do"])
        vous, _, tu = do.partition("/")
        words = {"A": advertiser, "b": rng.choice(trade["ben"]), "m": rng.choice(trade["mom"]), "do": vous, "do_tu": tu or vous, "do_l": vous[0].lower() + vous[1:], "do_caps": vous.upper()}
        raw = rng.choice(self.keep(trade["noun"]))
        if language == "fr":
            noun, _, gender = raw.rpartition(":")
            words.update(french(noun, gender), de_A=of(advertiser))
        else:
            noun = rng.choice(self.things) if trade["after"][0] == "any" else bare(raw)
            words.update({"n0": noun, "N0": capital(noun), "n": noun})
        roll = rng.random()
        product = name if roll < 0.6 else f"{name} {noun}" if language == "en" and roll < 0.85 else f"{noun} {name}" if roll < 0.85 else capital(noun)
        words["product"] = words["P"] = capital(product)
        return words

    def _must_say(self, rng, language):
        if rng.random() < 0.5:
            return rng.choice(MUST_SAY[language])
        do = rng.choice(rng.choice(list(lexicon.TRADES[language].values()))["do"]).partition("/")[0]
        return f"{self.names.word(rng)}. {do}." if rng.random() < 0.4 else do + "."

    def _write(self, rng, language, voice, trade, words, brief):
        most_head, most_body, most_cta = PLACEMENTS[brief.placement]
        claims = rng.sample(brief.claims, len(brief.claims))
        headline = self._pick(rng, voice["head"], facts(words, claims[-1:]), most_head)
        if headline is None:
            return None
        quoted = claims[-1].lower() in headline.lower()
        slots = facts(words, claims[:-1] if quoted and len(claims) > 1 else claims)
        hook = self._hook(rng, language, brief)
        for _ in range(12):
            body = self._body(rng, voice, slots, words, brief, hook, headline)
            if body and len(body) <= most_body:
                break
        else:
            return None
        cta = rng.choice(voice["cta"] if rng.random() < 0.4 else trade["cta"])
        if len(cta) > most_cta or not any(name in headline + " " + body for name in (brief.product, brief.advertiser)):
            return None
        return Copy(capital(headline), body, cta)

    def _hook(self, rng, language, brief):
        options = []
        for interest in brief.interests:
            options += [capital(h) + "." for h in lexicon.INTERESTS[interest][language]]
        if brief.age_band:
            options += lexicon.AGES[brief.age_band][language] if not options or rng.random() < 0.4 else []
        return rng.choice(options) if options else None

    def _body(self, rng, voice, slots, words, brief, hook, headline):
        parts = []
        if hook and rng.random() < 0.75:
            parts.append(hook)
        short = brief.placement == "story"
        if rng.random() < (0.35 if short else 0.85):
            parts.append(self._pick(rng, voice["open"], slots, 999))
        if not brief.placement == "story" or rng.random() < 0.7 or not parts:
            parts.append(self._pick(rng, voice["claim"], slots, 999))
        if rng.random() < 0.15:
            rng.shuffle(parts)
        if rng.random() < 0.3 and not short:
            parts.append(self._pick(rng, voice["close"], slots, 999))
        parts += [m for m in brief.must_say]
        if None in parts or len(set(parts)) < len(parts):
            return None
        return " ".join(parts)

    def _pick(self, rng, templates, slots, most):
        """A sentence whose slots can be filled within `most` characters."""
        for _ in range(8):
            text = rng.choice(templates)
            if ("{c2}" in text or "{C2}" in text) and slots["c2"] is None:
                continue
            made = capital(text.format(**slots))
            if len(made) <= most and ".." not in made:
                return made
        return None


SPECIALS = ["<|pad|>", "<|end|>", "<|text|>", "<|en|>", "<|fr|>", "<|voice|>", "<|product|>", "<|by|>", "<|about|>", "<|claim|>", "<|must|>",
            "<|feed|>", "<|banner|>", "<|story|>", "<|age|>", "<|likes|>", "<|context|>", "<|headline|>", "<|body|>", "<|cta|>"]


def prompt(brief):
    """The brief as the model reads it: the campaign first, so that its requests share a prefix, then who will read."""
    text = f"<|{brief.language}|><|voice|>{brief.voice}<|product|>{brief.product}<|by|>{brief.advertiser}<|about|>{brief.description}"
    text += "".join(f"<|claim|>{c}" for c in brief.claims) + "".join(f"<|must|>{m}" for m in brief.must_say)
    text += f"<|{brief.placement}|>" + (f"<|age|>{brief.age_band}" if brief.age_band else "")
    text += "".join(f"<|likes|>{i}" for i in brief.interests) + "".join(f"<|context|>{c[:120]}" for c in brief.context)
    return text + "<|headline|>"


def document(brief, copy):
    return prompt(brief) + f"{copy.headline}<|body|>{copy.body}<|cta|>{copy.call_to_action}<|end|>"


if __name__ == "__main__":
    import sys
    maker = BriefMaker(lexicon.names(sys.argv[1]), lexicon.things(sys.argv[1]), ["a post"])
    rng = random.Random(3)
    for _ in range(14):
        b, c = maker.draw(rng)
        print(prompt(b), "\n   ", c.headline, "|", c.body, "|", c.call_to_action)
    import time
    t = time.time()
    for _ in range(5000):
        maker.draw(rng)
    print(5000 / (time.time() - t), "a second", len(maker.names.words), len(maker.things))
