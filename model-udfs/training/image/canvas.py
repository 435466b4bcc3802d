"""Colours in OKLab and a pen that draws soft flat shapes with Pillow; coordinates are 0..1 of the picture, y downwards."""
import math

import numpy as np
from PIL import Image, ImageDraw

SUPER = 2  # drawn this many times larger, then averaged
_axis = np.linspace(-1, 1, 96)
_radius = np.sqrt(_axis[None] ** 2 + _axis[:, None] ** 2)
RADIAL = Image.fromarray((255 * np.clip(1 - _radius, 0, 1) ** 1.6).astype(np.uint8))
RAMP = Image.fromarray(np.tile(np.linspace(0, 255, 64)[:, None], (1, 64)).astype(np.uint8))
SLANT = Image.fromarray(np.clip(np.add.outer(np.linspace(0, 160, 64), np.linspace(0, 95, 64)), 0, 255).astype(np.uint8))


def to_lab(rgb):
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)


def _linear(lab):
    L, a, b = lab
    l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (L - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)


def to_rgb(lab):
    """The nearest colour of this lightness and hue that sRGB can show: chroma is reduced until it fits."""
    L, a, b = min(max(lab[0], 0.0), 1.0), lab[1], lab[2]
    for _ in range(9):
        rgb = _linear((L, a, b))
        if min(rgb) > -0.004 and max(rgb) < 1.004:
            break
        a, b = a * 0.82, b * 0.82
    rgb = (min(max(c, 0.0), 1.0) for c in rgb)
    return tuple(12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in rgb)


def mix(one, two, share):
    a, b = to_lab(one), to_lab(two)
    return to_rgb(tuple(x + (y - x) * share for x, y in zip(a, b)))


def lift(rgb, by, chroma=1.0, turn=0.0):
    """Lighter (or darker) by so much of OKLab's lightness, chroma times so much, hue turned by so many degrees."""
    L, a, b = to_lab(rgb)
    c, s = chroma * math.cos(math.radians(turn)), chroma * math.sin(math.radians(turn))
    return to_rgb((L + by, a * c - b * s, a * s + b * c))


def bytes_of(rgb, alpha=None):
    out = tuple(int(255 * c + 0.5) for c in rgb)
    return out if alpha is None else out + (int(255 * alpha + 0.5),)


def chaikin(points, rounds=3, closed=True):
    """Cuts corners until they are round."""
    p = np.asarray(points, dtype=np.float64)
    for _ in range(rounds):
        q = np.roll(p, -1, 0) if closed else p[1:]
        h = p if closed else p[:-1]
        cut = np.stack([0.75 * h + 0.25 * q, 0.25 * h + 0.75 * q], 1).reshape(-1, 2)
        p = cut if closed else np.concatenate([p[:1], cut, p[-1:]])
    return p


class Pen:
    """Draws on one picture in a frame of its own: moved, scaled, turned, mirrored."""

    def __init__(self, size, rng):
        self.n, self.rng = size * SUPER, rng
        self.im = Image.new("RGB", (self.n, self.n))
        self.draw = ImageDraw.Draw(self.im, "RGBA")
        self.frame, self.scale = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 1.0

    def at(self, x, y, scale=1.0, angle=0.0, flip=False):
        pen = object.__new__(Pen)
        pen.n, pen.rng, pen.im, pen.draw = self.n, self.rng, self.im, self.draw
        a, b, c, d, e, f = self.frame
        co, si = scale * math.cos(angle), scale * math.sin(angle)
        u, v = (-co, -si) if flip else (co, si)
        pen.frame = (a * u + b * v, -a * si + b * co, c * u + d * v, -c * si + d * co, a * x + b * y + e, c * x + d * y + f)
        pen.scale = self.scale * scale
        return pen

    def place(self, points):
        p = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        a, b, c, d, e, f = self.frame
        return np.stack([a * p[:, 0] + b * p[:, 1] + e, c * p[:, 0] + d * p[:, 1] + f], 1) * self.n

    def poly(self, points, fill, alpha=1.0, ramp=SLANT):
        """`fill` is a colour, or two: from above to below."""
        p = self.place(points)
        if not isinstance(fill[0], tuple):
            self.draw.polygon([tuple(q) for q in p], fill=bytes_of(fill, alpha))
            return
        low, high = np.maximum(np.floor(p.min(0)), -self.n).astype(int), np.minimum(np.ceil(p.max(0)) + 1, 2 * self.n).astype(int)
        w, h = int(high[0] - low[0]), int(high[1] - low[1])
        if w < 2 or h < 2 or high.min() <= 0 or low.max() >= self.n:
            return
        mask = Image.new("L", (w, h))
        ImageDraw.Draw(mask).polygon([tuple(q) for q in p - low], fill=int(255 * alpha))
        two, one = (Image.new("RGB", (w, h), bytes_of(c)) for c in (fill[1], fill[0]))
        self.im.paste(Image.composite(two, one, ramp.resize((w, h))), (int(low[0]), int(low[1])), mask)

    def smooth(self, points, fill, alpha=1.0, rounds=3):
        self.poly(chaikin(points, rounds), fill, alpha)

    def ellipse(self, x, y, rx, ry, fill, alpha=1.0, angle=0.0, start=0.0, end=2 * math.pi):
        t = np.linspace(start, end, 48)
        px, py, co, si = rx * np.cos(t), ry * np.sin(t), math.cos(angle), math.sin(angle)
        self.poly(np.stack([x + px * co - py * si, y + px * si + py * co], 1), fill, alpha)

    def ring(self, x, y, r, width, fill, start=0.0, end=2 * math.pi, squash=1.0):
        t = np.linspace(start, end, 56)
        o, i = r + width / 2, r - width / 2
        outer = np.stack([x + o * np.cos(t), y + o * squash * np.sin(t)], 1)
        inner = np.stack([x + i * np.cos(t), y + i * squash * np.sin(t)], 1)[::-1]
        self.poly(np.concatenate([outer, inner]), fill)

    def box(self, x0, y0, x1, y1, fill, r=0.0, alpha=1.0):
        r = min(r, abs(x1 - x0) / 2, abs(y1 - y0) / 2)
        if r <= 0:
            return self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill, alpha)
        t = np.linspace(0, math.pi / 2, 7)
        corners = [(x1 - r, y1 - r, 0), (x0 + r, y1 - r, 1), (x0 + r, y0 + r, 2), (x1 - r, y0 + r, 3)]
        self.poly(np.concatenate([np.stack([cx + r * np.cos(t + q * math.pi / 2), cy + r * np.sin(t + q * math.pi / 2)], 1)
                                  for cx, cy, q in corners]), fill, alpha)

    def line(self, points, width, fill, curved=False):
        p = self.place(chaikin(points, 3, closed=False) if curved else points)
        w = max(1.0, width * self.scale * self.n)
        self.draw.line([tuple(q) for q in p], fill=bytes_of(fill), width=int(w + 0.5), joint="curve")
        for x, y in (p[0], p[-1]):
            self.draw.ellipse((x - w / 2, y - w / 2, x + w / 2, y + w / 2), fill=bytes_of(fill))

    def glow(self, x, y, rx, colour, alpha, ry=None):
        (cx, cy), k = self.place([(x, y)])[0], self.scale * self.n
        w, h = max(2, int(2 * rx * k)), max(2, int(2 * (ry or rx) * k))
        mask = RADIAL.resize((w, h), Image.BILINEAR).point([int(i * alpha) for i in range(256)])
        self.im.paste(bytes_of(colour), (int(cx - w / 2), int(cy - h / 2)), mask)

    def blob(self, x, y, r, fill, wobble=0.2, alpha=1.0):
        t, radius = np.linspace(0, 2 * math.pi, 64, endpoint=False), np.ones(64)
        for n in (2, 3, 4):
            radius += wobble / n * self.rng.uniform(0.3, 1) * 1.6 * np.cos(n * t + self.rng.uniform(0, 6.3))
        self.poly(np.stack([x + r * radius * np.cos(t), y + r * radius * np.sin(t)], 1), fill, alpha)

    def below(self, y, amplitude, fill, waves=1.0, alpha=1.0):
        """Everything under a gentle curve."""
        x, curve = np.linspace(-0.02, 1.02, 64), np.zeros(64)
        for n, part in ((1.0, 0.7), (2.3, 0.3)):
            curve += part * np.sin(2 * math.pi * waves * n * x * self.rng.uniform(0.7, 1.2) + self.rng.uniform(0, 6.3))
        top = np.stack([x, y + amplitude * curve], 1)
        self.poly(np.concatenate([top, [(1.02, 1.02), (-0.02, 1.02)]]), fill, alpha, RAMP)

    def pixels(self):
        return np.asarray(self.im.reduce(SUPER))
