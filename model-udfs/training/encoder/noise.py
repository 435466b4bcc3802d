"""Makes clean text look like posts: mentions, links, hashtags, emoji, elongations, lost accents, typing errors."""
import unicodedata

EMOJI = list("😂😍🎉🔥💔😭👍🙏✨🤔😊❤💪🚀👀🥳😡😱🌞⚽🎶🍕💯🙄👏😎🤣🥰😢🎁")
HANDLES = ["alex", "marie_p", "the_real_sam", "news24", "jeanD", "cafe_paris", "teamX", "lou"]
SCRIPTS = [(0x0400, 0x044F), (0x4E00, 0x9FA5), (0x0370, 0x03CE), (0x05D0, 0x05EA), (0x0E01, 0x0E30), (0xAC00, 0xD7A3),
           (0x10D0, 0x10F0), (0x0531, 0x0556)]


def strip_accents(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def noisy(text, rng):
    words = text.split()
    if not words:
        return text
    if rng.random() < 0.3:
        words = strip_accents(text).split() or words
    if rng.random() < 0.3:
        i = rng.randrange(len(words))
        words[i] = "#" + words[i]
    if rng.random() < 0.25:
        i = rng.randrange(len(words))
        word = words[i]
        at = next((k for k, c in enumerate(word) if c in "aeiouyé"), None)
        if at is not None:
            words[i] = word[:at] + word[at] * rng.randint(2, 6) + word[at + 1:]
    if rng.random() < 0.3:
        i = rng.randrange(len(words))
        word = words[i]
        if len(word) > 3:
            k = rng.randrange(len(word) - 1)
            words[i] = rng.choice([word[:k] + word[k + 1] + word[k] + word[k + 2:], word[:k] + word[k + 1:]])
    if len(words) > 4 and rng.random() < 0.4:
        del words[rng.randrange(len(words))]
    if rng.random() < 0.3:
        words.insert(0, "@" + rng.choice(HANDLES))
    if rng.random() < 0.3:
        words += [rng.choice(EMOJI)] * rng.randint(1, 3)
    if rng.random() < 0.25:
        words.append("https://t.co/" + "".join(rng.choice("abcdefXYZ0123456789") for _ in range(8)))
    return " ".join(words)


def no_language(rng):
    """Text that is in none of the languages: other scripts, key mashing, emoji, digits, links, nothing."""
    kind = rng.randrange(7)
    if kind == 0 or kind == 1:
        low, high = rng.choice(SCRIPTS[:2] if kind == 0 else SCRIPTS)
        return " ".join("".join(chr(rng.randint(low, high)) for _ in range(rng.randint(2, 9)))
                        for _ in range(rng.randint(1, 8)))
    if kind == 2:
        return " ".join("".join(rng.choice("qwrtzpsdfghjklxcvbnmaeiouy") for _ in range(rng.randint(3, 12)))
                        for _ in range(rng.randint(1, 5)))
    if kind == 3:
        return "".join(rng.choice(EMOJI) for _ in range(rng.randint(1, 8)))
    if kind == 4:
        return " ".join(str(rng.randrange(10 ** rng.randint(1, 9))) for _ in range(rng.randint(1, 6)))
    if kind == 5:
        return " ".join([rng.choice(["https://t.co/x", "@" + rng.choice(HANDLES)]) for _ in range(rng.randint(1, 4))])
    return "".join(rng.choice("!?.,;:-_()[]{}*+=/|<>#$%&~^\"' ") for _ in range(rng.randint(0, 12)))
