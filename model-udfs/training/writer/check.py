"""Does a copy keep to the form of its placement and to the facts of its brief? The same rules as the product's guard for form
and facts (io.murmuration.model.generate.CopyCheck), here for measuring while training."""
import re

import briefs

# As ClaimWords has them. Numbers and promises stand in claims alone; traits may stand in the description too.
NUMBER_WORDS = {
    "en": ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand "
          "thousands million millions billion billions dozen dozens half halves quarter quarters third thirds first "
          "second fourth fifth sixth seventh eighth ninth tenth twice thrice double doubled triple tripled").split(),
    "fr": ("zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente "
          "quarante cinquante soixante septante huitante nonante cent cents mille million millions milliard milliards "
          "dizaine dizaines douzaine douzaines quinzaine vingtaine trentaine cinquantaine centaine centaines millier "
          "milliers demi demie moitié tiers quart quarts double doubles triple fois premier premiers première premières "
          "second seconde deuxième deuxièmes troisième quatrième cinquième sixième dixième").split()}
PROMISE_WORDS = {
    "en": ("free guarantee guarantees guaranteed warranty warranties organic certified vegan best cheap cheaper cheapest "
          "lowest official recycled recyclable biodegradable discount discounts discounted refund refunds refunded "
          "bargain tested verified measured proven clinical clinically approved award awarded winning").split(),
    "fr": ("gratuit gratuite gratuits gratuites gratuitement offert offerte offerts offertes garanti garantie garantis "
          "garanties bio biologique biologiques certifié certifiée certifiés certifiées végan végane végans véganes "
          "meilleur meilleure meilleurs meilleures officiel officielle recyclé recyclée recyclés recyclées recyclable "
          "recyclables biodégradable remise remises rabais réduction réductions remboursé remboursée remboursés testé "
          "testée testés testées vérifié vérifiée vérifiés vérifiées mesuré mesurée mesurés mesurées éprouvé éprouvée "
          "prouvé prouvée prouvés prouvées clinique cliniquement approuvé approuvée primé primée").split()}
TRAIT_WORDS = {
    "en": ("refurbished reconditioned single-origin wood-fired grain-free handmade cotton wool woollen linen leather silk "
          "cashmere merino velvet oak walnut bamboo wooden gold silver steel").split(),
    "fr": ("reconditionné reconditionnée reconditionnés reconditionnées d'occasion coton laine lin cuir soie cachemire "
          "mérinos velours chêne noyer bambou acier").split()}
CLAIM_WORDS = {language: NUMBER_WORDS[language] + PROMISE_WORDS[language] for language in NUMBER_WORDS}


def words(text):
    return re.findall(r"[^\W\d_]+", text.lower())


def states_a_fact(language, word):
    """Whether a word or a part of it, as in "two-year", is a number, a promise or a trait."""
    return word in TRAIT_WORDS[language] or any(part in CLAIM_WORDS[language] + TRAIT_WORDS[language] for part in words(word))


def faults(brief, headline, body, call_to_action):
    """What is wrong, as short names; empty if nothing is."""
    found = []
    for name, text, most in zip(("headline", "body", "call_to_action"), (headline, body, call_to_action), briefs.PLACEMENTS[brief.placement]):
        if not text.strip():
            found.append(f"{name} empty")
        elif len(text) > most:
            found.append(f"{name} too long")
    copy = f"{headline} {body} {call_to_action}"
    known = " ".join([brief.product, brief.advertiser, *brief.claims, *brief.must_say])
    numbers = set(re.findall(r"\d+(?:[.,]\d+)*", " ".join([brief.product, brief.advertiser, *brief.claims, *brief.must_say])))
    found += [f"number {n}" for n in re.findall(r"\d+(?:[.,]\d+)*", copy) if n not in numbers]
    found += [f"claim {w}" for w in CLAIM_WORDS[brief.language] if w in words(copy) and w not in words(known)]
    found += [f"trait {w}" for w in TRAIT_WORDS[brief.language] if w in words(copy) and w not in words(known + " " + brief.description)]
    found += [f"must say {m}" for m in brief.must_say if m.lower() not in copy.lower()]
    if brief.product.lower() not in copy.lower() and brief.advertiser.lower() not in copy.lower():
        found.append("names nobody")
    return found


def parse(text):
    """(headline, body, call to action) of what the model wrote after <|headline|>, or None."""
    match = re.fullmatch(r"([^<]*)<\|body\|>([^<]*)<\|cta\|>([^<]*)<\|end\|>", text, re.S)
    return match and match.groups()
