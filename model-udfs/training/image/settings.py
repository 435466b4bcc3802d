"""What a picture's things stand in front of and on: grounds from a horizon `y` down, and backdrops. `p` is the whole picture's Pen,
`k` the kit of colours with k.far (hardly seen on the background), k.ground and the mood's k.wobble (how curved) and k.step."""
import math

import numpy as np

TAU = 2 * math.pi


def hills(p, k, y, layers=3):
    for i in range(layers):
        c = k.between(k.far, k.ground, (i + 1) / layers)
        p.below(y - 0.06 * (layers - 1 - i), k.wobble * (1 - 0.2 * i), k.lit(c), p.rng.uniform(0.6, 1.3))


def floor(p, k, y):
    p.box(-0.02, y, 1.02, 1.02, k.down(k.ground))


def table(p, k, y):
    p.ellipse(0.5 + p.rng.uniform(-0.15, 0.15), 1.3 + y * 0.35, 1.15, 1.3 - 0.65 * y, k.lit(k.ground))


def podium(p, k, y):
    floor(p, k, y + 0.05)
    for w, h, c in ((0.34, 0.14, k.ground), (0.24, 0.04, k.between(k.ground, k.light, 0.3))):
        x = k.x
        p.ellipse(x, y + h, w, 0.07, k.shade(c, -0.07))
        p.box(x - w, y + h - 0.09, x + w, y + h, k.shade(c, -0.04))
        p.ellipse(x, y + h - 0.09, w, 0.07, k.lit(c))


def arches(p, k, y):
    for i, x in enumerate((k.x, k.x + p.rng.choice((-1, 1)) * 0.3)):
        w, h = p.rng.uniform(0.17, 0.24), p.rng.uniform(0.4, 0.62) - 0.12 * i
        c = k.between(k.far, k.ground, 0.2 + 0.5 * i)
        p.box(x - w, y - h + w, x + w, y + 0.02, k.down(c))
        p.ellipse(x, y - h + w + 0.005, w, w, c, start=math.pi, end=TAU)
    floor(p, k, y)


def sea(p, k, y):
    p.box(-0.02, y, 1.02, 1.02, k.down(k.between(k.far, k.ground, 0.5)))
    for i in range(1, 4):
        p.below(y + 0.02 + 0.085 * i, 0.008 + 0.35 * k.wobble * i / 3, k.lit(k.between(k.far, k.ground, 0.4 + 0.2 * i)), 1.6)
    for i in range(5):
        w = p.rng.uniform(0.02, 0.09)
        p.box(k.sun - w, y + 0.01 + 0.02 * i, k.sun + w, y + 0.018 + 0.02 * i, k.light, 0.004, 0.7)


def mountains(p, k, y):
    for i in range(2):
        c, top = k.between(k.far, k.ground, 0.35 + 0.5 * i), y - (0.3 - 0.14 * i) * k.step
        xs = np.linspace(-0.1, 1.1, 6 + 2 * i) + p.rng.uniform(-0.06, 0.06)
        peaks = [(x, top + p.rng.uniform(0, 0.2) if j % 2 else y + 0.02) for j, x in enumerate(xs)]
        p.poly(peaks + [(1.1, 1.1), (-0.1, 1.1)], k.down(c))
        for j in range(1, len(peaks) - 1, 2):
            (x, t), (lx, ly), (rx, ry) = peaks[j], peaks[j - 1], peaks[j + 1]
            p.poly([(x, t), (rx, ry), (x + 0.015, ry + 0.02), (x - 0.02, t + 0.5 * (ry - t))], k.shade(c, -0.05))
            s = 0.3
            p.poly([(x, t), (x + s * (rx - x), t + s * (ry - t)), (x + 0.01, t + 0.8 * s * (ry - t)), (x - 0.02, t + 1.1 * s * (ry - t)),
                    (x + s * (lx - x), t + s * (ly - t))], k.between(c, k.light, 0.75))
    hills(p, k, y + 0.05, 2)


def skyline(p, k, y):
    for i in range(2):
        c, x = k.between(k.far, k.ground, 0.3 + 0.6 * i), -0.05
        while x < 1.05:
            w, h = p.rng.uniform(0.07, 0.16), p.rng.uniform(0.1, 0.44 - 0.14 * i) * k.step
            p.box(x, y - h, x + w, y + 0.06, k.down(c), p.rng.choice((0, 0, 0.02)))
            if p.rng.random() < 0.25:
                p.poly([(x, y - h), (x + w, y - h), (x + w, y - h - 0.05)], c)
            if i:
                for yy in np.arange(y - h + 0.025, y - 0.02, 0.05):
                    for xx in np.arange(x + 0.02, x + w - 0.025, 0.036):
                        if p.rng.random() < 0.6:
                            p.box(xx, yy, xx + 0.016, yy + 0.022, k.between(c, k.light, 0.6))
            x += w + p.rng.choice((0, 0, 0.02))
    floor(p, k, y + 0.04)


def road(p, k, y):
    hills(p, k, y, 2)
    v, side = p.rng.uniform(0.3, 0.7), p.rng.uniform(-0.25, 0.25)
    t = np.linspace(0, 1, 24)
    middle, half = v + (0.5 + side - v) * t ** 1.3 + 0.12 * k.wobble * 8 * np.sin(t * 4) * (1 - t), 0.012 + 0.34 * t ** 1.5
    depth = y + 0.01 + (1.03 - y) * t
    p.poly(list(zip(middle - half, depth)) + list(zip(middle + half, depth))[::-1], k.down(k.shade(k.dark, 0.08)))
    for a, b in ((2, 5), (7, 10), (12, 15), (18, 22)):
        w = 0.05
        p.poly(list(zip((middle - w * half)[a:b], depth[a:b])) + list(zip((middle + w * half)[a:b], depth[a:b]))[::-1], k.light)


def street(p, k, y):
    if p.rng.random() < 0.5:
        skyline(p, k, y - 0.04)
    else:
        hills(p, k, y - 0.05, 2)
    p.box(-0.02, y - 0.02, 1.02, 1.02, k.down(k.shade(k.dark, 0.08)))
    for i in range(-1, 6):
        p.box(0.2 * i, y + 0.1, 0.2 * i + 0.11, y + 0.115, k.light)


def folds(p, k, y):
    """Cloth: bands along a direction, each lit from one side."""
    q = p.at(0.5, 0.5, 1, p.rng.choice((-1, 1)) * p.rng.uniform(0.5, 1.2))
    x, t, c = -0.8, np.linspace(-0.8, 0.8, 24), k.between(k.bg, k.ground, 0.6)
    phase = p.rng.uniform(0, 6)
    while x < 0.8:
        w, d = p.rng.uniform(0.08, 0.22), p.rng.uniform(0.03, 0.08)
        for j in range(5):
            shade = d * math.cos(math.pi * j / 4)
            edge = x + w * j / 5 + 2.2 * k.wobble * np.sin(2.4 * t + phase + 0.8 * x)
            q.poly(list(zip(edge, t)) + [(0.9, 0.8), (0.9, -0.8)], k.shade(c, shade))
        x += w


def circuit(p, k, y):
    for _ in range(9):
        x, yy = p.rng.choice((-0.02, 1.02)), round(p.rng.uniform(0.1, 1) * 16) / 16
        d, a, b = (1 if x < 0.5 else -1), p.rng.uniform(0.06, 0.2), p.rng.choice((-1, 1)) * p.rng.uniform(0.05, 0.15)
        end = (x + d * (a + abs(b) + p.rng.uniform(0.02, 0.16)), yy + b)
        c = k.between(k.far, k.ground, p.rng.uniform(0.2, 1))
        p.line([(x, yy), (x + d * a, yy), (x + d * (a + abs(b)), yy + b), end], 0.014, c)
        p.ellipse(*end, 0.022, 0.022, c)
        p.ellipse(*end, 0.01, 0.01, k.light)


def network(p, k, y):
    nodes = [(p.rng.uniform(0, 1), p.rng.uniform(0, 1)) for _ in range(15)]
    nodes = [n for n in nodes if abs(n[0] - k.x) < 0.5 or n[1] > y]
    for i, a in enumerate(nodes):
        for b in nodes[i + 1:]:
            if math.dist(a, b) < 0.3:
                p.line([a, b], 0.008, k.between(k.far, k.ground, 0.4))
    for i, a in enumerate(nodes):
        r = p.rng.uniform(0.012, 0.03)
        p.ellipse(*a, r, r, k.lit((k.ground, k.main, k.second)[i % 3]))


def bars(p, k, y):
    n, phase = p.rng.choice((9, 12, 16)), p.rng.uniform(0, 6)
    mirrored, base = p.rng.random() < 0.4, y + 0.12
    for i in range(n):
        h = (0.06 + 0.3 * abs(math.sin(i * 0.6 + phase) * math.cos(i * 0.37))) * k.step
        x, w = (i + 0.5) / n, 0.34 / n
        c = k.between(k.far, (k.ground, k.main)[i % 2], 0.75)
        p.box(x - w, base - h, x + w, base + (h if mirrored else 0.6), k.down(c), w)


def strings(p, k, y):
    t, phase = np.linspace(-0.05, 1.05, 48), p.rng.uniform(0, 6)
    f, g = p.rng.uniform(0.7, 1.6), p.rng.uniform(0.4, 0.9)
    for i in range(9):
        c = k.between(k.far, (k.ground, k.main)[i % 2], 0.3 + 0.07 * i)
        yy = y + 0.014 * i + (0.04 + 0.016 * i) * np.sin(TAU * f * t + phase + 0.12 * i) * np.sin(math.pi * g * t)
        p.line(list(zip(t, yy)), 0.009, c)


def track(p, k, y):
    cx, cy, r = p.rng.choice((-0.2, 1.2)), 1.35, p.rng.uniform(0.85, 1.1)
    p.ellipse(cx, cy, r + 0.03, r + 0.03, k.lit(k.ground))
    for i in range(5):
        p.ring(cx, cy, r - 0.1 * i, 0.014, k.between(k.ground, k.light, 0.8))
    p.ellipse(cx, cy, r - 0.5, r - 0.5, k.lit(k.between(k.far, k.second, 0.4)))


def court(p, k, y):
    floor(p, k, y)
    c = k.between(k.ground, k.light, 0.7)
    p.line([(-0.02, y + 0.06), (1.02, y + 0.06)], 0.014, c)
    p.ring(0.5, y + 0.36, 0.26, 0.016, c, squash=0.45)
    p.line([(0.5, y + 0.06), (0.5, 1.02)], 0.014, c)


def terrain(p, k, y):
    """Steps of pixels."""
    s, h = 0.0625, y
    for i in range(16):
        h = min(max(h + p.rng.choice((-1, 0, 0, 1)) * s, y - 0.12), y + 0.15)
        h = round(h / s) * s
        p.box(i * s, h, i * s + s + 0.002, 1.02, k.ground)
        p.box(i * s, h, i * s + s + 0.002, h + 0.6 * s, k.between(k.ground, k.light, 0.4))
        for _ in range(2):
            yy = h + s * p.rng.randint(1, 5)
            p.box(i * s, yy, i * s + s, yy + s, k.shade(k.ground, -0.04))


def room(p, k, y):
    floor(p, k, y)
    x = 1 - k.x + p.rng.uniform(-0.1, 0.1)
    p.box(x - 0.15, 0.14, x + 0.15, 0.5, k.between(k.bg, k.light, 0.75), 0.01)
    p.box(x - 0.13, 0.16, x - 0.01, 0.48, k.down(k.far))
    p.box(x + 0.01, 0.16, x + 0.13, 0.48, k.down(k.far))
    p.ellipse(k.x, y + 0.12, 0.32, 0.06, k.between(k.ground, k.second, 0.5))


def shelf(p, k, y):
    p.box(-0.02, y, 1.02, y + 0.035, k.lit(k.ground))
    p.box(-0.02, y + 0.035, 1.02, y + 0.06, k.shade(k.bg, -0.07))


def none(p, k, y):
    p.glow(k.x, y + 0.1, 0.5, k.between(k.bg, k.ground, 0.5), 0.5)
