"""The things that stand in a picture. Each is drawn by `thing(p, k)` with its foot at (0, 0), about 1 high and 1 wide; `p` is a
Pen, `k` the kit of colours: k.main, k.second, k.accent, k.light, k.dark, and k.lit(colour) for a pair shaded by the light."""
import math

TAU = 2 * math.pi


def steam(p, k, count=3):
    for i in range(count):
        x = (i - (count - 1) / 2) * 0.2
        p.line([(x, 0), (x + 0.09, -0.12), (x - 0.09, -0.26), (x + 0.05, -0.4)], 0.05, k.soft, curved=True)


def leaf(p, k, colour=None):
    c = colour or k.main
    p.poly([(0.26 * math.sin(math.pi * t) * s, -u) for s, u, t in
            [(1, i / 16, (i / 16) ** 0.8) for i in range(17)] + [(-1, 1 - i / 16, (1 - i / 16) ** 0.8) for i in range(17)]], k.lit(c))
    p.line([(0, 0.06), (0, -0.8)], 0.03, k.shade(c, -0.1))


def sprig(p, k, colour=None):
    p.line([(0, 0), (0.03, -0.5), (0, -0.95)], 0.035, k.dark, curved=True)
    for i in range(3):
        for side in (-1, 1):
            leaf(p.at(0.01, -0.15 - 0.24 * i, 0.42 - 0.05 * i, side * 0.95), k, colour)
    leaf(p.at(0, -0.78, 0.36), k, colour)


def cup(p, k):
    steam(p.at(0, -0.72, 0.75), k, p.rng.choice((2, 3)))
    p.ring(0.36, -0.4, 0.14, 0.07, k.main)
    p.ellipse(0, 0, 0.52, 0.07, k.lit(k.second))
    p.poly([(-0.38, -0.64), (0.38, -0.64), (0.36, -0.3), (0.24, -0.06), (-0.24, -0.06), (-0.36, -0.3)], k.lit(k.main))
    p.ellipse(0, -0.64, 0.38, 0.08, k.light)
    p.ellipse(0, -0.635, 0.33, 0.06, k.dark)


def takeaway(p, k):
    p.poly([(-0.28, -0.82), (0.28, -0.82), (0.2, 0), (-0.2, 0)], k.lit(k.main))
    p.poly([(-0.26, -0.58), (0.26, -0.58), (0.225, -0.26), (-0.225, -0.26)], k.lit(k.accent))
    p.box(-0.32, -0.9, 0.32, -0.8, k.lit(k.light), 0.03)
    p.box(-0.26, -0.98, 0.26, -0.89, k.light, 0.03)


def bean(p, k):
    p.ellipse(0, -0.5, 0.34, 0.5, k.lit(k.main))
    p.line([(0, -0.95), (0.12, -0.65), (-0.12, -0.35), (0, -0.05)], 0.07, k.shade(k.main, -0.16), curved=True)


def fruit(p, k):
    p.smooth([(-0.1, -0.76), (-0.42, -0.78), (-0.48, -0.3), (-0.2, 0.03), (0.2, 0.03), (0.48, -0.3), (0.42, -0.78), (0.1, -0.76)],
             k.lit(k.main))
    p.line([(0, -0.7), (0.05, -0.98)], 0.05, k.dark)
    leaf(p.at(0.04, -0.8, 0.36, 1.0), k, k.second)
    p.ellipse(-0.22, -0.5, 0.06, 0.12, k.shade(k.main, 0.12), angle=0.4)


def citrus(p, k):
    p.ellipse(0, -0.5, 0.5, 0.5, k.lit(k.main))
    p.ellipse(0, -0.5, 0.43, 0.43, k.light)
    for i in range(8):
        a = TAU * i / 8 + 0.2
        p.poly([(0.06 * math.cos(a), -0.5 + 0.06 * math.sin(a))] + [(0.38 * math.cos(a + d), -0.5 + 0.38 * math.sin(a + d))
                                                                   for d in (-0.31, -0.15, 0, 0.15, 0.31)], k.shade(k.main, 0.05))


def cherries(p, k):
    for x, y in ((-0.24, -0.24), (0.26, -0.2)):
        p.line([(x, y - 0.1), (x * 0.7, -0.6), (0.05, -0.95)], 0.04, k.dark, curved=True)
        p.ellipse(x, y, 0.22, 0.22, k.lit(k.main))
        p.ellipse(x - 0.07, y - 0.08, 0.05, 0.05, k.light)
    leaf(p.at(0.03, -0.92, 0.42, 1.6), k, k.second)


def bowl(p, k):
    steam(p.at(-0.05, -0.62, 0.8), k, 3)
    for x, c in ((-0.26, k.accent), (0.02, k.second), (0.27, k.accent)):
        p.ellipse(x, -0.48, 0.17, 0.15, k.lit(c))
    p.ellipse(0, -0.45, 0.5, 0.5, k.lit(k.main), start=0, end=math.pi)
    p.box(-0.18, -0.06, 0.18, 0.06, k.shade(k.main, -0.1), 0.03)


def dress(p, k):
    p.line([(-0.1, -0.86), (0, -0.95), (0.1, -0.86)], 0.03, k.dark)
    p.poly([(-0.16, -0.88), (-0.05, -0.78), (0.05, -0.78), (0.16, -0.88), (0.2, -0.7), (0.11, -0.5), (0.42, 0), (-0.42, 0), (-0.11, -0.5), (-0.2, -0.7)],
           k.lit(k.main))
    p.poly([(-0.12, -0.54), (0.12, -0.54), (0.13, -0.47), (-0.13, -0.47)], k.accent)


def handbag(p, k):
    p.ring(0, -0.6, 0.22, 0.06, k.shade(k.main, -0.1), start=math.pi, end=TAU, squash=1.4)
    p.smooth([(-0.36, -0.62), (0.36, -0.62), (0.5, -0.02), (0.46, 0.02), (-0.46, 0.02), (-0.5, -0.02)], k.lit(k.main), rounds=2)
    p.smooth([(-0.36, -0.6), (0.36, -0.6), (0.34, -0.3), (0, -0.2), (-0.34, -0.3)], k.lit(k.second), rounds=2)
    p.ellipse(0, -0.27, 0.06, 0.06, k.accent)


def heel(p, k):
    p.poly([(0.36, -0.62), (0.44, -0.6), (0.42, 0), (0.36, 0)], k.shade(k.main, -0.12))
    p.smooth([(0.46, -0.78), (0.5, -0.5), (0.2, -0.36), (-0.1, -0.02), (-0.55, 0.02), (-0.58, -0.1), (-0.25, -0.24), (0.05, -0.42)], k.lit(k.main), rounds=2)


def ball(p, k):
    p.ellipse(0, -0.5, 0.5, 0.5, k.lit(k.main))
    d = k.shade(k.main, -0.2)
    for points in ([(0, -1), (0.03, -0.5), (0, 0)], [(-0.5, -0.5), (0, -0.46), (0.5, -0.5)], [(-0.36, -0.84), (-0.1, -0.5), (-0.36, -0.16)],
                   [(0.36, -0.84), (0.1, -0.5), (0.36, -0.16)]):
        p.line(points, 0.035, d, curved=True)


def dumbbell(p, k):
    p.box(-0.4, -0.34, 0.4, -0.26, k.dark)
    for s in (-1, 1):
        p.box(s * 0.24, -0.58, s * 0.36, -0.02, k.lit(k.main), 0.05)
        p.box(s * 0.37, -0.48, s * 0.48, -0.12, k.lit(k.second), 0.04)


def trophy(p, k):
    for s in (-1, 1):
        p.ring(s * 0.3, -0.72, 0.14, 0.06, k.shade(k.main, -0.06))
    p.ellipse(0, -0.9, 0.32, 0.55, k.lit(k.main), start=0, end=math.pi)
    p.box(-0.05, -0.4, 0.05, -0.14, k.shade(k.main, -0.1))
    p.box(-0.24, -0.16, 0.24, 0, k.lit(k.second), 0.03)
    star(p.at(0, -0.56, 0.24), k.turned(1))


def star(p, k):
    p.poly([((0.5 if i % 2 == 0 else 0.22) * math.sin(i * math.pi / 5), -0.5 - (0.5 if i % 2 == 0 else 0.22) * math.cos(i * math.pi / 5))
            for i in range(10)], k.lit(k.main))


def plane(p, k):
    p.poly([(-0.05, -0.5), (0.1, -0.5), (-0.2, 0), (-0.32, 0)], k.shade(k.second, -0.06))
    p.poly([(-0.1, -0.5), (0.1, -0.55), (-0.12, -0.95), (-0.24, -0.95)], k.shade(k.second, 0.04))
    p.smooth([(0.62, -0.5), (0.5, -0.6), (-0.4, -0.6), (-0.6, -0.85), (-0.68, -0.83), (-0.58, -0.48), (-0.4, -0.42), (0.5, -0.42)], k.lit(k.main), rounds=2)
    p.poly([(0.1, -0.5), (-0.08, -0.48), (-0.34, -0.04), (-0.22, -0.04)], k.lit(k.second))


def balloon(p, k):
    p.line([(-0.16, -0.36), (-0.07, -0.16)], 0.02, k.dark)
    p.line([(0.16, -0.36), (0.07, -0.16)], 0.02, k.dark)
    shape = [(-0.16, -0.3), (-0.42, -0.55), (-0.36, -0.98), (0, -1.08), (0.36, -0.98), (0.42, -0.55), (0.16, -0.3)]
    p.smooth(shape, k.lit(k.main))
    for s, c in ((0.62, k.second), (0.24, k.main)):
        p.smooth([(x * s, y) for x, y in shape], k.lit(c))
    p.box(-0.09, -0.17, 0.09, 0, k.lit(k.accent), 0.02)


def palm(p, k):
    p.line([(0, 0.03), (0.02, -0.35), (0.14, -0.72)], 0.07, k.shade(k.dark, 0.1), curved=True)
    for a, s in ((-2.2, 0.5), (-1.35, 0.6), (-0.5, 0.55), (0.4, 0.55), (1.3, 0.6), (2.1, 0.5)):
        q = p.at(0.14, -0.72, s, a)
        bend = 0.2 if a > 0 else -0.2
        q.smooth([(0, 0.02), (-0.14 + bend, -0.45), (bend * 2.2, -1), (0.14 + bend, -0.45)], k.lit(k.main), rounds=2)


def boat(p, k):
    p.poly([(0.02, -1), (0.02, -0.24), (0.42, -0.24)], k.lit(k.light))
    p.poly([(-0.04, -0.86), (-0.04, -0.24), (-0.34, -0.24)], k.lit(k.accent))
    p.poly([(-0.5, -0.18), (0.5, -0.18), (0.34, 0.02), (-0.34, 0.02)], k.lit(k.main))


def suitcase(p, k):
    p.ring(0, -0.8, 0.14, 0.06, k.dark)
    p.box(-0.4, -0.8, 0.4, 0, k.lit(k.main), 0.09)
    for x in (-0.24, 0.16):
        p.box(x, -0.8, x + 0.08, 0, k.lit(k.second))


def phone(p, k):
    p.box(-0.27, -1, 0.27, 0, k.lit(k.dark), 0.08)
    p.box(-0.23, -0.95, 0.23, -0.05, k.lit(k.main), 0.05)
    p.ellipse(0, -0.66, 0.13, 0.13, k.lit(k.light))
    for i, w in enumerate((0.17, 0.12, 0.15)):
        p.box(-0.17, -0.42 + 0.11 * i, -0.17 + 2 * w, -0.36 + 0.11 * i, k.light if i else k.accent, 0.03)


def laptop(p, k):
    p.box(-0.44, -0.66, 0.44, -0.06, k.lit(k.dark), 0.05)
    p.box(-0.4, -0.62, 0.4, -0.1, k.lit(k.main), 0.02)
    p.box(-0.32, -0.52, -0.02, -0.2, k.lit(k.second), 0.03)
    for i in range(3):
        p.box(0.05, -0.5 + 0.11 * i, 0.3 - 0.06 * i, -0.45 + 0.11 * i, k.light, 0.02)
    p.poly([(-0.5, -0.07), (0.5, -0.07), (0.58, 0.02), (-0.58, 0.02)], k.lit(k.light))


def chip(p, k):
    for i in range(4):
        t = -0.24 + 0.16 * i
        p.line([(t, -0.98), (t, -0.02)], 0.05, k.second)
        p.line([(-0.48, -0.5 + t), (0.48, -0.5 + t)], 0.05, k.second)
    p.box(-0.36, -0.86, 0.36, -0.14, k.lit(k.main), 0.06)
    p.box(-0.18, -0.68, 0.18, -0.32, k.lit(k.accent), 0.04)


def coins(p, k):
    for i in range(p.rng.randint(3, 6)):
        y = -0.07 - 0.13 * i
        p.ellipse(0, y + 0.06, 0.4, 0.13, k.shade(k.main, -0.14))
        p.ellipse(0, y, 0.4, 0.13, k.lit(k.main))
    p.ellipse(0, y, 0.27, 0.08, k.shade(k.main, 0.1))


def chart(p, k):
    for i, h in enumerate((0.25, 0.42, 0.38, 0.66)):
        p.box(-0.5 + 0.26 * i, -h - p.rng.uniform(0, 0.1), -0.32 + 0.26 * i, 0, k.lit((k.main, k.second)[i % 2]), 0.03)
    p.line([(-0.44, -0.5), (-0.16, -0.66), (0.08, -0.6), (0.44, -0.98)], 0.05, k.accent)
    p.poly([(0.54, -1.1), (0.5, -0.88), (0.34, -1.02)], k.accent)


def house(p, k):
    p.box(0.16, -0.98, 0.28, -0.7, k.shade(k.second, -0.1))
    p.box(-0.4, -0.56, 0.4, 0, k.lit(k.main))
    p.poly([(-0.52, -0.54), (0, -1), (0.52, -0.54)], k.lit(k.second))
    p.box(-0.08, -0.32, 0.1, 0, k.lit(k.accent), 0.02)
    for x in (-0.31, 0.18):
        p.box(x, -0.44, x + 0.14, -0.28, k.light, 0.01)


def lamp(p, k):
    p.glow(0, -0.6, 0.8, k.light, 0.4)
    p.line([(0, -0.6), (0, 0)], 0.035, k.dark)
    p.ellipse(0, 0, 0.2, 0.04, k.dark)
    p.poly([(-0.16, -1), (0.16, -1), (0.3, -0.58), (-0.3, -0.58)], k.lit(k.main))


def sofa(p, k):
    p.box(-0.5, -0.66, 0.5, -0.1, k.lit(k.main), 0.14)
    p.box(-0.44, -0.36, 0.44, -0.08, k.lit(k.shade(k.main, 0.06)), 0.06)
    for s in (-1, 1):
        p.box(s * 0.42 - 0.12, -0.46, s * 0.42 + 0.12, -0.04, k.lit(k.shade(k.main, -0.05)), 0.1)
        p.box(s * 0.4 - 0.03, -0.06, s * 0.4 + 0.03, 0.02, k.dark)
    p.at(-0.16, -0.34, 1, -0.2).box(-0.12, -0.24, 0.12, 0, k.lit(k.accent), 0.04)


def plant(p, k):
    for a in (-0.95, -0.5, 0.0, 0.45, 0.9):
        leaf(p.at(0, -0.32, 0.62 - 0.12 * abs(a), a), k, k.shade(k.second, p.rng.uniform(-0.06, 0.06)))
    p.poly([(-0.22, -0.36), (0.22, -0.36), (0.16, 0), (-0.16, 0)], k.lit(k.main))
    p.box(-0.25, -0.4, 0.25, -0.32, k.lit(k.shade(k.main, 0.06)), 0.02)


def bottle(p, k):
    p.box(-0.09, -1, 0.09, -0.76, k.lit(k.dark), 0.02)
    p.box(-0.06, -0.78, 0.06, -0.66, k.light)
    p.box(-0.22, -0.7, 0.22, 0, k.lit(k.main), 0.09)
    p.box(-0.22, -0.46, 0.22, -0.18, k.lit(k.light))
    p.ellipse(0, -0.32, 0.07, 0.07, k.accent)


def jar(p, k):
    p.box(-0.34, -0.4, 0.34, 0, k.lit(k.main), 0.08)
    p.box(-0.37, -0.56, 0.37, -0.36, k.lit(k.second), 0.04)
    p.box(-0.24, -0.25, 0.24, -0.12, k.light, 0.04)


def lipstick(p, k):
    p.poly([(-0.11, -0.9), (0.11, -1), (0.11, -0.5), (-0.11, -0.5)], k.lit(k.accent))
    p.box(-0.13, -0.62, 0.13, -0.38, k.lit(k.light))
    p.box(-0.17, -0.42, 0.17, 0, k.lit(k.main), 0.03)


def flower(p, k):
    n = p.rng.choice((5, 6, 8))
    for i in range(n):
        a = TAU * i / n
        p.ellipse(0.28 * math.cos(a), -0.5 + 0.28 * math.sin(a), 0.24, 0.15, k.lit(k.main), angle=a)
    p.ellipse(0, -0.5, 0.15, 0.15, k.lit(k.accent))


def drop(p, k):
    p.smooth([(0, -1.02), (-0.04, -0.9), (-0.42, -0.36), (-0.3, 0.02), (0.3, 0.02), (0.42, -0.36), (0.04, -0.9)], k.lit(k.main))
    p.ellipse(-0.13, -0.28, 0.05, 0.12, k.shade(k.main, 0.16), angle=0.3)


def heart(p, k):
    pts = [(0.032 * 16 * math.sin(TAU * i / 48) ** 3, -0.53 - 0.032 * (13 * math.cos(TAU * i / 48) - 5 * math.cos(2 * TAU * i / 48)
            - 2 * math.cos(3 * TAU * i / 48) - math.cos(4 * TAU * i / 48))) for i in range(48)]
    p.poly(pts, k.lit(k.main))
    p.ellipse(-0.24, -0.68, 0.07, 0.11, k.shade(k.main, 0.12), angle=0.6)


def cross(p, k):
    p.ellipse(0, -0.5, 0.5, 0.5, k.lit(k.light))
    p.box(-0.12, -0.84, 0.12, -0.16, k.lit(k.main), 0.04)
    p.box(-0.34, -0.62, 0.34, -0.38, k.lit(k.main), 0.04)


def pill(p, k):
    q = p.at(0, -0.5, 1, -0.7)
    q.box(-0.5, -0.2, 0.5, 0.2, k.lit(k.main), 0.2)
    q.poly([(0, -0.2), (0, 0.2)] + [(0.3 + 0.2 * math.cos(a), 0.2 * math.sin(a)) for a in [math.pi / 2 - i * math.pi / 12 for i in range(13)]], k.lit(k.light))


def books(p, k):
    y = 0.0
    for i in range(p.rng.randint(3, 5)):
        h, w, x = p.rng.uniform(0.14, 0.2), p.rng.uniform(0.36, 0.5), p.rng.uniform(-0.06, 0.06)
        c = (k.main, k.second, k.accent)[i % 3]
        p.box(x - w, y - h, x + w, y, k.lit(c), 0.03)
        p.box(x - w + 0.06, y - h + 0.035, x + w, y - 0.035, k.light)
        y -= h
    if p.rng.random() < 0.5:
        fruit(p.at(0.1, y, 0.32), k.turned(1))


def cap(p, k):
    p.poly([(-0.28, -0.52), (0.28, -0.52), (0.28, -0.22), (0, -0.12), (-0.28, -0.22)], k.lit(k.shade(k.main, -0.08)))
    p.poly([(0, -0.92), (0.56, -0.64), (0, -0.38), (-0.56, -0.64)], k.lit(k.main))
    p.line([(0, -0.64), (0.4, -0.56), (0.42, -0.2)], 0.035, k.accent)
    p.ellipse(0.42, -0.18, 0.06, 0.09, k.accent)


def pencil(p, k):
    p.box(-0.1, -0.86, 0.1, -0.2, k.lit(k.main))
    p.box(-0.1, -1, 0.1, -0.86, k.lit(k.accent), 0.04)
    p.poly([(-0.1, -0.2), (0.1, -0.2), (0, 0.02)], k.light)
    p.poly([(-0.035, -0.06), (0.035, -0.06), (0, 0.02)], k.dark)


def bulb(p, k):
    p.glow(0, -0.64, 0.75, k.light, 0.4)
    p.smooth([(-0.12, -0.24), (-0.4, -0.56), (-0.34, -1.02), (0.34, -1.02), (0.4, -0.56), (0.12, -0.24)], k.lit(k.main))
    p.box(-0.13, -0.28, 0.13, -0.06, k.lit(k.dark), 0.04)
    p.line([(-0.08, -0.32), (-0.1, -0.6), (0.1, -0.6), (0.08, -0.32)], 0.03, k.light)


def note(p, k):
    for x in (-0.28, 0.24):
        p.line([(x + 0.13, -0.14), (x + 0.13, -0.86)], 0.06, k.main)
        p.ellipse(x, -0.12, 0.17, 0.12, k.lit(k.main), angle=-0.35)
    p.poly([(-0.18, -0.96), (0.4, -0.86), (0.4, -0.7), (-0.18, -0.8)], k.main)


def vinyl(p, k):
    p.ellipse(0, -0.5, 0.5, 0.5, k.lit(k.dark))
    for r in (0.42, 0.34, 0.27):
        p.ring(0, -0.5, r, 0.022, k.shade(k.dark, 0.14))
    p.ellipse(0, -0.5, 0.2, 0.2, k.lit(k.main))
    p.ellipse(0, -0.5, 0.04, 0.04, k.light)


def headphones(p, k):
    p.ring(0, -0.5, 0.4, 0.1, k.main, start=math.pi, end=TAU)
    for s in (-1, 1):
        p.box(s * 0.4 - 0.11, -0.54, s * 0.4 + 0.11, -0.06, k.lit(k.second), 0.1)


def gamepad(p, k):
    p.smooth([(-0.4, -0.66), (0.4, -0.66), (0.62, -0.02), (0.4, 0.02), (0.2, -0.22), (-0.2, -0.22), (-0.4, 0.02), (-0.62, -0.02)], k.lit(k.main))
    p.box(-0.36, -0.5, -0.1, -0.42, k.dark)
    p.box(-0.27, -0.59, -0.19, -0.33, k.dark)
    p.ellipse(0.18, -0.4, 0.055, 0.055, k.accent)
    p.ellipse(0.3, -0.52, 0.055, 0.055, k.light)


def dice(p, k):
    p.box(-0.44, -0.88, 0.44, 0, k.lit(k.main), 0.14)
    for x, y in p.rng.choice(([(0, 0)], [(-1, -1), (0, 0), (1, 1)], [(-1, -1), (1, -1), (-1, 1), (1, 1), (0, 0)])):
        p.ellipse(x * 0.22, -0.44 + y * 0.22, 0.08, 0.08, k.light)


def blocks(p, k):
    shape = p.rng.choice(([(0, 0), (1, 0), (2, 0), (1, 1)], [(0, 0), (0, 1), (1, 1), (1, 2)], [(0, 0), (1, 0), (0, 1), (0, 2)], [(0, 0), (1, 0), (0, 1), (1, 1)]))
    for x, y in shape:
        p.box(-0.45 + 0.31 * x, -0.3 - 0.31 * y, -0.16 + 0.31 * x, -0.01 - 0.31 * y, k.lit(k.main), 0.04)
        p.box(-0.4 + 0.31 * x, -0.25 - 0.31 * y, -0.28 + 0.31 * x, -0.19 - 0.31 * y, k.shade(k.main, 0.12))


def paw(p, k):
    p.smooth([(0, -0.56), (-0.2, -0.44), (-0.42, -0.14), (-0.3, 0.05), (0, -0.05), (0.3, 0.05), (0.42, -0.14), (0.2, -0.44)], k.lit(k.main))
    for x, y, a in ((-0.4, -0.5, -0.5), (-0.15, -0.78, -0.15), (0.15, -0.78, 0.15), (0.4, -0.5, 0.5)):
        p.ellipse(x, y, 0.115, 0.165, k.lit(k.main), angle=a)


def cat(p, k):
    p.line([(0.25, -0.08), (0.58, -0.1), (0.5, -0.4), (0.62, -0.56)], 0.09, k.main, curved=True)
    p.smooth([(-0.16, -0.62), (0.16, -0.62), (0.38, -0.2), (0.36, 0.03), (-0.36, 0.03), (-0.38, -0.2)], k.lit(k.main))
    for s in (-1, 1):
        p.poly([(s * 0.24, -0.76), (s * 0.22, -1.05), (s * 0.04, -0.9)], k.main)
    p.ellipse(0, -0.72, 0.26, 0.22, k.lit(k.main))
    for s in (-1, 1):
        p.ellipse(s * 0.1, -0.74, 0.035, 0.045, k.light)
    p.ellipse(0, -0.2, 0.16, 0.2, k.shade(k.main, 0.1))


def dog(p, k):
    p.line([(0.42, -0.5), (0.58, -0.72)], 0.08, k.main)
    p.box(-0.36, -0.56, 0.46, -0.24, k.lit(k.main), 0.14)
    for x in (-0.32, -0.17, 0.22, 0.36):
        p.box(x, -0.34, x + 0.1, 0, k.shade(k.main, -0.04), 0.03)
    p.box(-0.6, -0.92, -0.2, -0.56, k.lit(k.main), 0.13)
    p.box(-0.72, -0.76, -0.45, -0.58, k.shade(k.main, 0.08), 0.07)
    p.ellipse(-0.24, -0.76, 0.09, 0.19, k.shade(k.main, -0.14), angle=-0.2)
    p.ellipse(-0.7, -0.73, 0.045, 0.04, k.dark)
    p.ellipse(-0.47, -0.8, 0.035, 0.035, k.dark)
    p.box(-0.36, -0.58, -0.18, -0.5, k.accent, 0.03)


def bone(p, k):
    for s in (-1, 1):
        for d in (-0.1, 0.1):
            p.ellipse(s * 0.36, -0.5 + d, 0.14, 0.13, k.lit(k.main))
    p.box(-0.36, -0.59, 0.36, -0.41, k.lit(k.main))


def tree(p, k):
    p.box(-0.05, -0.4, 0.05, 0, k.dark)
    if p.rng.random() < 0.5:
        for y, w in ((-0.2, 0.36), (-0.42, 0.3), (-0.64, 0.22)):
            p.poly([(-w, y), (w, y), (0, y - 0.42)], k.lit(k.main))
    else:
        p.blob(0, -0.62, 0.34, k.lit(k.main), 0.08)
        p.ellipse(-0.1, -0.7, 0.14, 0.12, k.shade(k.main, 0.06))


def car(p, k):
    p.smooth([(-0.34, -0.36), (-0.2, -0.62), (0.2, -0.62), (0.42, -0.36), (0.42, -0.3), (-0.34, -0.3)], k.lit(k.shade(k.main, -0.05)), rounds=2)
    p.poly([(-0.24, -0.36), (-0.14, -0.56), (0.01, -0.56), (0.01, -0.36)], k.light)
    p.poly([(0.06, -0.36), (0.06, -0.56), (0.17, -0.56), (0.32, -0.36)], k.light)
    p.smooth([(-0.62, -0.36), (0.4, -0.38), (0.66, -0.3), (0.68, -0.08), (-0.64, -0.08)], k.lit(k.main), rounds=2)
    for x in (-0.36, 0.36):
        p.ellipse(x, -0.11, 0.145, 0.145, k.dark)
        p.ellipse(x, -0.11, 0.065, 0.065, k.light)
    p.box(0.57, -0.29, 0.64, -0.22, k.accent, 0.02)


def wheel(p, k):
    p.ellipse(0, -0.5, 0.5, 0.5, k.lit(k.dark))
    p.ellipse(0, -0.5, 0.34, 0.34, k.lit(k.light))
    for i in range(5):
        a = TAU * i / 5
        p.line([(0, -0.5), (0.3 * math.cos(a), -0.5 + 0.3 * math.sin(a))], 0.08, k.main)
    p.ellipse(0, -0.5, 0.09, 0.09, k.accent)
