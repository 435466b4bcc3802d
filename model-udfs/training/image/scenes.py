"""Draws advertisement backgrounds: `draw(palette, product_class, mood, rng)` gives 128 x 128 RGB in the palette's colours.

  scenes.py OUT.png [--seed N]      a sheet of examples: a class a row, a mood a column
"""
import argparse
import math
import random
import time

import numpy as np
from PIL import Image

import motifs as m
import settings as s
from canvas import Pen, lift, mix, to_lab, to_rgb

SIZE = 128
MOODS = ["calm", "bold", "playful", "elegant", "warm", "fresh"]
# class -> (things, small things to scatter, settings)
CLASSES = {
    "food": ([m.bowl, m.fruit, m.citrus, m.cherries], [m.fruit, m.citrus, m.cherries, m.leaf], [s.table, s.table, s.shelf, s.none]),
    "coffee": ([m.cup, m.cup, m.takeaway], [m.bean, m.bean, m.takeaway], [s.table, s.table, s.shelf, s.podium]),
    "fashion": ([m.dress, m.handbag, m.heel], [m.handbag, m.heel, m.dress], [s.folds, s.folds, s.arches, s.podium]),
    "sport": ([m.ball, m.trophy, m.dumbbell], [m.ball, m.dumbbell, m.star], [s.track, s.court, s.track, s.hills]),
    "travel": ([m.palm, m.boat, m.balloon, m.suitcase], [m.plane, m.balloon, m.plane], [s.sea, s.sea, s.mountains, s.hills]),
    "tech": ([m.phone, m.laptop, m.chip], [m.chip, m.phone, m.chip], [s.circuit, s.network, s.circuit, s.podium]),
    "finance": ([m.chart, m.coins, m.coins], [m.coins, m.chart], [s.skyline, s.skyline, s.bars, s.none]),
    "home": ([m.sofa, m.lamp, m.house, m.plant], [m.plant, m.lamp, m.house], [s.room, s.room, s.hills, s.shelf]),
    "beauty": ([m.bottle, m.jar, m.lipstick, m.flower], [m.flower, m.drop, m.flower, m.lipstick], [s.podium, s.arches, s.podium, s.folds]),
    "health": ([m.heart, m.cross, m.drop], [m.cross, m.heart, m.pill, m.pill], [s.none, s.hills, s.podium, s.none]),
    "education": ([m.books, m.cap, m.bulb, m.books], [m.pencil, m.cap, m.bulb, m.books], [s.table, s.shelf, s.shelf, s.none]),
    "music": ([m.vinyl, m.headphones, m.note], [m.note, m.note, m.vinyl], [s.bars, s.strings, s.bars, s.strings]),
    "games": ([m.gamepad, m.dice, m.blocks], [m.blocks, m.blocks, m.star, m.dice], [s.terrain, s.terrain, s.none, s.hills]),
    "pets": ([m.cat, m.dog], [m.paw, m.paw, m.bone], [s.hills, s.room, s.table, s.hills]),
    "nature": ([m.tree, m.sprig, m.tree, m.flower], [m.leaf, m.leaf, m.flower, m.sprig], [s.hills, s.mountains, s.hills, s.none]),
    "cars": ([m.car, m.car, m.car], [m.wheel], [s.street, s.road, s.street, s.mountains]),
}
LABELS = list(CLASSES)
RICH = {s.hills, s.sea, s.mountains, s.skyline, s.road, s.street, s.folds, s.circuit, s.network, s.bars, s.strings, s.track, s.terrain, s.arches}
FLYING = {m.balloon, m.plane, m.star, m.heart, m.drop, m.note, m.cross}
# mood -> background's lightness and how much of it, chroma, least difference, shading, wobble, step, number of things, spin
STYLE = {"calm": (0.86, 0.55, 0.8, 0.17, 0.035, 0.03, 0.8, 0.7, 0.15), "bold": (0.58, 0.3, 1.15, 0.32, 0.018, 0.07, 1.35, 0.8, 0.4),
         "playful": (0.84, 0.4, 1.1, 0.24, 0.03, 0.06, 1.1, 1.5, 0.7), "elegant": (0.24, 0.75, 0.75, 0.24, 0.06, 0.04, 1.0, 0.6, 0.15),
         "warm": (0.76, 0.4, 1.0, 0.2, 0.045, 0.045, 1.0, 1.0, 0.3), "fresh": (0.94, 0.7, 0.75, 0.24, 0.04, 0.05, 1.0, 1.1, 0.4)}


class Kit:
    """The palette's parts in one picture."""

    def __init__(self, palette, mood, rng):
        target, share, chroma, self.gap, self.depth, self.wobble, self.step, self.count, self.spin = STYLE[mood]
        light = [to_lab(c)[0] for c in palette]
        first = {"elegant": light.index(min(light)), "calm": light.index(max(light)), "fresh": light.index(max(light))}.get(mood, 0)
        base = first if rng.random() < 0.75 else rng.randrange(len(palette))
        L = to_lab(palette[base])[0]
        self.bg = lift(palette[base], share * (target - L), chroma)
        others = [c for i, c in enumerate(palette) if i != base] or [palette[base]]
        rng.shuffle(others)
        while len(others) < 3:
            others.append(lift(rng.choice(palette), rng.uniform(-0.16, 0.16), 1.0, rng.choice((-1, 1)) * rng.uniform(0, 22)))
        if mood == "warm":
            self.bg, others = mix(self.bg, (1.0, 0.72, 0.45), 0.12), [mix(c, (1.0, 0.6, 0.35), 0.06) for c in others]
        self.main, self.second, self.accent = (self.apart(c) for c in others)
        self.ground = self.apart(mix(self.bg, self.second, rng.uniform(0.4, 0.8)), 0.55)
        self.far = mix(self.bg, self.ground, 0.35)
        L, a, b = to_lab(self.bg)
        self.light = to_rgb((0.97, 0.25 * a, 0.25 * b))
        self.dark = to_rgb((0.27, 0.45 * to_lab(self.main)[1], 0.45 * to_lab(self.main)[2]))
        self.soft = mix(self.bg, self.light, 0.6)
        self.x = self.sun = 0.5

    def apart(self, colour, part=1.0):
        """Moved in lightness until it can be told from the background."""
        (L, a, b), (M, c, d) = to_lab(colour), to_lab(self.bg)
        gap = self.gap * part
        if math.sqrt((L - M) ** 2 + 2 * (a - c) ** 2 + 2 * (b - d) ** 2) >= gap and abs(L - M) > 0.4 * gap:
            return colour
        up = L > M if abs(L - M) > 0.05 else M < 0.55
        up = False if M > 0.82 else up
        return to_rgb((M + gap if up else M - gap, a, b))

    def turned(self, by):
        kit = object.__new__(Kit)
        kit.__dict__.update(self.__dict__)
        three = (self.main, self.second, self.accent)
        kit.main, kit.second, kit.accent = (three[(i + by) % 3] for i in range(3))
        return kit

    def faded(self, share):
        kit = object.__new__(Kit)
        kit.__dict__.update(self.__dict__)
        for name in ("main", "second", "accent", "light", "dark", "soft"):
            setattr(kit, name, mix(getattr(self, name), self.bg, share))
        return kit

    def shade(self, colour, by):
        return lift(colour, by)

    def lit(self, colour):
        return lift(colour, self.depth), lift(colour, -self.depth)

    def down(self, colour):
        return lift(colour, 0.6 * self.depth), lift(colour, -1.4 * self.depth)

    def between(self, one, two, share):
        return mix(one, two, share)


def backdrop(p, k, mood, rng):
    a = k.depth + 0.03
    p.at(0.5, 0.5, 1.5, rng.uniform(-0.6, 0.6)).box(-0.5, -0.5, 0.5, 0.5, (lift(k.bg, a), lift(k.bg, -a)))
    soft, far = k.soft, mix(k.bg, k.main, 0.22)
    if mood == "calm":
        for _ in range(rng.randint(1, 3)):
            p.glow(rng.random(), rng.uniform(0, 0.8), rng.uniform(0.4, 0.8), rng.choice((soft, far)), 0.7)
    elif mood == "bold":
        kind, x, y = rng.randrange(4), k.x, k.y - 0.22
        if kind == 0:
            for i in range(12):
                t = math.tau * i / 12
                p.poly([(x, y), (x + 2 * math.cos(t), y + 2 * math.sin(t)), (x + 2 * math.cos(t + 0.26), y + 2 * math.sin(t + 0.26))], mix(k.bg, k.main, 0.2))
        elif kind == 1:
            p.ellipse(x, y, 0.36, 0.36, mix(k.bg, k.second, 0.6))
        elif kind == 2:
            p.at(x, 0.5, 1, rng.choice((-0.5, 0.5))).box(-0.2, -1, 0.2, 1, mix(k.bg, k.second, 0.5))
        else:
            for r, c in ((0.5, 0.18), (0.36, 0.36), (0.22, 0.54)):
                p.ellipse(x, y, r, r, mix(k.bg, k.second, c))
    elif mood == "playful":
        p.blob(k.x, k.y - 0.2, rng.uniform(0.28, 0.4), mix(k.bg, k.second, 0.35), 0.3)
        for _ in range(rng.randint(14, 26)):
            q, c = p.at(rng.random(), rng.random(), rng.uniform(0.012, 0.026), rng.uniform(0, 6)), rng.choice((k.main, k.second, k.accent, k.light))
            kind = rng.randrange(3)
            if kind == 0:
                q.ellipse(0, 0, 0.8, 0.8, c)
            elif kind == 1:
                q.box(-0.5, -1, 0.5, 1, c)
            else:
                q.poly([(-1, 0.7), (1, 0.7), (0, -1)], c)
    elif mood == "elegant":
        p.glow(k.x, k.y - 0.2, 0.75, lift(k.bg, 0.16), 0.8)
        if rng.random() < 0.7:
            x, y, r = rng.choice((k.x, 0, 1)), rng.choice((k.y - 0.2, 0, 1)), rng.uniform(0.25, 0.5)
            for i in range(rng.randint(1, 4)):
                p.ring(x, y, r + 0.06 * i, 0.008, mix(k.bg, k.accent, 0.75 - 0.15 * i))
    elif mood == "warm":
        sun = mix(k.light, (1.0, 0.8, 0.5), 0.5)
        p.glow(k.sun, k.y - 0.15, 0.85, sun, 0.75)
        if rng.random() < 0.5:
            r = rng.uniform(0.08, 0.17)
            p.ellipse(k.sun, k.y - rng.uniform(0.05, 0.25), r, r, mix(sun, k.accent, 0.2))
        for _ in range(rng.choice((0, 0, 9))):
            r = rng.uniform(0.02, 0.07)
            p.ellipse(rng.random(), rng.uniform(0, 0.7), r, r, mix(k.bg, sun, 0.6), 0.45)
    else:
        for _ in range(rng.randint(0, 2)):
            p.at(rng.random(), 0.3, 1, 0.5).box(-rng.uniform(0.03, 0.12), -1, 0.05, 1, k.light, alpha=0.5)
        for _ in range(rng.randint(3, 8)):
            r, x, y = rng.uniform(0.015, 0.06), rng.random(), rng.random()
            p.ellipse(x, y, r, r, (k.light, mix(k.bg, k.main, 0.35)), 0.8)


def thing(p, k, draw, x, y, scale, angle=0.0, shadow=True):
    if shadow:
        p.glow(x + 0.02, y, 0.62 * scale, lift(k.ground, -0.22), 0.65, 0.12 * scale)
    draw(p.at(x, y, scale, angle, p.rng.random() < 0.5), k)


def scatter(p, k, small, n, rng, lowest=1.0):
    """Small things along the edges, away from the middle of the calm side; the farther ones fainter."""
    spots, tries = [], 0
    while len(spots) < n and tries < 80:
        tries += 1
        x, y, size = rng.random(), lowest * rng.random(), rng.uniform(0.1, 0.24)
        calm = abs(x - (1 - k.x)) < 0.3 and 0.2 < y < 0.72
        if not calm and all(math.hypot(x - a, y - b) > 0.62 * (size + c) + 0.05 for a, b, c in spots):
            spots.append((x, y, size))
    for x, y, size in sorted(spots, key=lambda spot: spot[2]):
        kit = k.turned(rng.randrange(3)).faded(max(0.0, 0.75 - 3.2 * size))
        q = p.at(x, y, size, rng.uniform(-1, 1) * 2 * k.spin, rng.random() < 0.5)
        rng.choice(small)(q.at(0, 0.5), kit)


def pattern(p, k, small, rng):
    """A regular weave of small things that fades towards the calm side."""
    step, draws, angle = rng.choice((0.2, 0.25, 0.3)), rng.sample(small, min(2, len(small))), rng.uniform(-1, 1) * k.spin
    for i in range(-1, int(1 / step) + 2):
        for j in range(-1, int(1 / step) + 2):
            x, y = (i + 0.5 * (j % 2)) * step, j * step
            away = min(1.0, abs(x - k.x) / 0.85)
            kit = k.turned((i + j) % 3 if k.spin > 0.3 else 0).faded(min(0.93, 0.3 + 0.7 * away))
            draws[(i + j) % len(draws)](p.at(x, y, 0.58 * step, angle).at(0, 0.5), kit)


def draw(palette, product_class, mood, rng, size=SIZE):
    things, small, grounds = CLASSES[product_class]
    p, k = Pen(size, rng), Kit(palette, mood, rng)
    k.x = rng.choice((rng.uniform(0.24, 0.38), rng.uniform(0.62, 0.76), rng.uniform(0.3, 0.7)))
    k.y, k.sun = rng.uniform(0.62, 0.76), rng.uniform(0.15, 0.85)
    backdrop(p, k, mood, rng)
    layout = rng.choices(("stand", "panorama", "scatter", "large", "pattern"), (7, 0.5, 0.6, 1.0, 0.3))[0]
    if layout in ("stand", "panorama"):
        ground = rng.choice(grounds)
        layout = layout if ground in RICH else "stand"
        things = [m.boat] if ground is s.sea else things
        ground(p, k, k.y)
    if layout == "stand":
        n = max(1, round(k.count * rng.choice((1, 1, 1.4, 2))))
        scale = rng.uniform(0.42, 0.6) * (0.8 + 0.2 * k.step) * (0.85 if n > 2 else 1)
        side = 1 if k.x < 0.5 else -1
        for i in range(n - 1, -1, -1):
            pick = rng.choice(things)
            size_here = scale * (1 if i == 0 else rng.uniform(0.5, 0.75))
            x = k.x - side * 0.04 + (0 if i == 0 else side * (0.1 + 0.16 * i) * rng.choice((1, 1, -0.9)))
            up = rng.uniform(0.1, 0.3) if pick in FLYING else -0.06
            thing(p, k.turned(0 if i == 0 else rng.randrange(3)), pick, x, k.y - up - 0.03 * i, size_here,
                  rng.uniform(-1, 1) * (0.3 * k.spin if pick in FLYING else 0.06 * k.spin), pick not in FLYING)
        if rng.random() < 0.15:
            scatter(p, k.faded(0.35), small, 3, rng, 0.4)
    elif layout == "panorama":
        if rng.random() < 0.5:
            scatter(p, k, small, rng.randint(1, 3), rng, 0.5)
    elif layout == "scatter":
        scatter(p, k, small, round(k.count * rng.randint(6, 11)), rng)
    elif layout == "large":
        kit = k.faded(rng.choice((0.0, 0.25, 0.5)))
        x = rng.uniform(0.04, 0.2) if k.x < 0.5 else rng.uniform(0.8, 0.96)
        pick = rng.choice(things + small)
        turn = rng.uniform(-1, 1) * k.spin * (1 if pick in small else 0.3)
        pick(p.at(x, rng.uniform(0.55, 0.75), rng.uniform(0.7, 1.0), turn, rng.random() < 0.5).at(0, 0.5), kit)
        scatter(p, k, small, rng.randint(0, 3), rng)
    else:
        pattern(p, k, small, rng)
    if mood == "calm":
        p.glow(1 - k.x, 0.3, 0.7, k.light, 0.3)
    elif mood == "warm":
        p.glow(k.sun, 0.1, 0.9, (1.0, 0.78, 0.5), 0.22)
    return p.pixels()


BRANDS = """0B3D91 FC3D21|FF5A5F 00A699 FC642D|1DB954 191414|E50914 221F1F F5F5F1|4285F4 EA4335 FBBC05 34A853|006241 D4E9E2 F2F0EB|
FFC72C DA291C|0A66C2 F3F2EF|6F4E37 D7B899 F5EBDD|2F4858 33658A 86BBD8 F6AE2D|264653 2A9D8F E9C46A E76F51|F4ACB7 FFE5D9 9D8189|
1A1A2E 16213E 0F3460 E94560|FFD166 06D6A0 118AB2 073B4C|8D99AE EDF2F4 EF233C 2B2D42|CDB4DB FFC8DD BDE0FE A2D2FF|606C38 283618 FEFAE0 DDA15E|
000000 D4AF37|FFFFFF 0057B8|F72585 7209B7 3A0CA3 4CC9F0|3D405B E07A5F 81B29A F4F1DE|0D1B2A 415A77 E0E1DD|FF6B35 F7C59F 004E89|5F0F40 FB8B24""".replace("\n", "").split("|")


def from_hex(text):
    return tuple(int(text[i:i + 2], 16) / 255 for i in (0, 2, 4))


def random_palette(rng):
    if rng.random() < 0.2:
        colours = [from_hex(h) for h in rng.choice(BRANDS).split()]
        turn = rng.choice((0, rng.uniform(0, 360)))
        return [lift(c, rng.uniform(-0.04, 0.04), rng.uniform(0.85, 1.1), turn) for c in rng.sample(colours, rng.randint(1, len(colours)))]
    n, hue, kind = rng.choice((1, 2, 2, 3, 3, 4)), rng.uniform(0, 360), rng.randrange(6)
    spread = {0: (0, 25, -25, 45), 1: (0, 180, 20, 200), 2: (0, 120, 240, 60), 3: (0, 0, 0, 0), 4: (0, 0, 0, 0)}.get(kind)
    out = []
    for i in range(n):
        h = math.radians(rng.uniform(0, 360) if spread is None else hue + spread[i] + rng.gauss(0, 8))
        L, c = rng.uniform(0.25, 0.95), rng.choice((rng.uniform(0.02, 0.1), rng.uniform(0.1, 0.24)))
        if kind in (0, 1, 2) and rng.random() < 0.75:
            L, c = rng.uniform(0.45, 0.8), rng.uniform(0.1, 0.24)
        if kind == 4 and i != n - 1:
            c = rng.uniform(0, 0.02)
        out.append(to_rgb((L, c * math.cos(h), c * math.sin(h))))
    rng.shuffle(out)
    return out


def sample(rng):
    """A random condition and its picture: (picture, class, mood, palette [4, 3], mask [4])."""
    palette = [tuple(round(255 * c) / 255 for c in colour) for colour in random_palette(rng)]
    label, mood = rng.choice(LABELS), rng.choice(MOODS)
    return draw(palette, label, mood, rng), LABELS.index(label), MOODS.index(mood), *padded(palette)


def padded(palette):
    colours, mask = np.zeros((4, 3), np.float32), np.zeros(4, np.float32)
    colours[:len(palette)], mask[:len(palette)] = palette, 1
    return colours, mask


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    rng, begun, rows = random.Random(args.seed), time.time(), []
    for label in LABELS:
        rows.append(np.concatenate([draw(random_palette(rng), label, mood, rng) for mood in MOODS for _ in range(2)], 1))
    print(f"{12 * len(rows) / (time.time() - begun):.0f} pictures/s")
    Image.fromarray(np.concatenate(rows)).save(args.out)
