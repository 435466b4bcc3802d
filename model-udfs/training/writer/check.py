"""Does a copy keep to the form of its placement and to the facts of its brief? The same rules as the product's guard for form
and facts (io.murmuration.model.generate.CopyCheck), here for measuring while training."""
import re

import briefs

CLAIM_WORDS = {"en": "free guarantee guaranteed warranty organic certified vegan best cheapest official recycled discount tested proven clinically".split(),
               "fr": "gratuit gratuite gratuits gratuites garanti garantie garantis bio biologique certifié certifiée végan végane meilleur meilleure officiel recyclé recyclée remise prouvé".split()}


def words(text):
    return re.findall(r"[^\W\d_]+", text.lower())


def faults(brief, headline, body, call_to_action):
    """What is wrong, as short names; empty if nothing is."""
    found = []
    for name, text, most in zip(("headline", "body", "call_to_action"), (headline, body, call_to_action), briefs.PLACEMENTS[brief.placement]):
        if not text.strip():
            found.append(f"{name} empty")
        elif len(text) > most:
            found.append(f"{name} too long")
    copy = f"{headline} {body} {call_to_action}"
    known = " ".join([brief.product, brief.advertiser, brief.description, *brief.claims, *brief.must_say])
    numbers = set(re.findall(r"\d+(?:[.,]\d+)*", " ".join([brief.product, brief.advertiser, *brief.claims, *brief.must_say])))
    found += [f"number {n}" for n in re.findall(r"\d+(?:[.,]\d+)*", copy) if n not in numbers]
    found += [f"claim {w}" for w in CLAIM_WORDS[brief.language] if w in words(copy) and w not in words(known)]
    found += [f"must say {m}" for m in brief.must_say if m.lower() not in copy.lower()]
    if brief.product.lower() not in copy.lower() and brief.advertiser.lower() not in copy.lower():
        found.append("names nobody")
    return found


def parse(text):
    """(headline, body, call to action) of what the model wrote after <|headline|>, or None."""
    match = re.fullmatch(r"([^<]*)<\|body\|>([^<]*)<\|cta\|>([^<]*)<\|end\|>", text, re.S)
    return match and match.groups()
