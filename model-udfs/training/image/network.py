"""The image model: a flow from noise (time 0) to a picture (time 1), a few Euler steps long, given class, mood and palette.

The network guesses the finished picture; the velocity follows from it. A small U-Net: convolutions on 32 x 32 patches of 4 x 4
pixels, attention on 16 x 16 and 8 x 8, all under adaptive scales and shifts made from the conditions and the time.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

SIDE, PATCH, STEPS = 128, 4, 8
SHAPE = {"classes": 16, "moods": 6, "widths": (96, 192, 256), "depths": (1, 2, 4, 2, 2)}


def times(steps=STEPS, shift=2.0):
    """Where the Euler steps begin and end: denser where the picture is still noise, for there its layout is decided."""
    return [i / (i + shift * (steps - i)) for i in range(steps + 1)]


def fold(x, n):
    """Blocks of n x n places become channels of one place."""
    b, c, h, w = x.shape
    return x.reshape(b, c, h // n, n, w // n, n).permute(0, 1, 3, 5, 2, 4).reshape(b, c * n * n, h // n, w // n)


def unfold(x, n):
    b, c, h, w = x.shape
    return x.reshape(b, c // (n * n), n, n, h, w).permute(0, 1, 4, 2, 5, 3).reshape(b, c // (n * n), h * n, w * n)


def unit(x):
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-4)


class Convolutions(nn.Module):
    def __init__(self, width, condition):
        super().__init__()
        self.norms = nn.ModuleList(nn.GroupNorm(8, width, affine=False) for _ in range(2))
        self.convs = nn.ModuleList(nn.Conv2d(width, width, 3, padding=1) for _ in range(2))
        self.adapt = nn.Linear(condition, 4 * width)
        nn.init.zeros_(self.adapt.weight), nn.init.zeros_(self.adapt.bias), nn.init.zeros_(self.convs[1].weight)

    def forward(self, x, c):
        a = self.adapt(c)[:, :, None, None].chunk(4, 1)
        h = self.convs[0](F.silu(self.norms[0](x) * (1 + a[0]) + a[1]))
        return x + self.convs[1](F.silu(self.norms[1](h) * (1 + a[2]) + a[3]))


class Attention(nn.Module):
    """A transformer block on the places of a map; its norms are adapted as in DiT, from a narrow bottleneck."""

    def __init__(self, width, condition, head=32):
        super().__init__()
        self.heads, self.width = width // head, width
        self.register_buffer("ones", torch.ones(width), persistent=False)  # ONNX wants a scale, and ONNX Runtime's fusions a shift
        self.register_buffer("zeros", torch.zeros(width), persistent=False)
        self.queries, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.gain = nn.Parameter(torch.full((1,), 1.5))
        self.adapt = nn.Sequential(nn.Linear(condition, 48), nn.Linear(48, 6 * width))
        nn.init.zeros_(self.adapt[1].weight), nn.init.zeros_(self.adapt[1].bias)

    def forward(self, x, c):
        a = self.adapt(c)[:, None].chunk(6, 2)
        b, n, _ = x.shape
        h = F.layer_norm(x, (self.width,), self.ones, self.zeros) * (1 + a[0]) + a[1]
        q, k, v = self.queries(h).reshape(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        q, k = self.gain * unit(q), unit(k)  # keeps attention from running away under Muon
        q, k = q.to(v.dtype), k.to(v.dtype)
        if hasattr(F, "scaled_dot_product_attention") and not torch.onnx.is_in_onnx_export():
            h = F.scaled_dot_product_attention(q, k, v)
        else:
            h = torch.softmax(q @ k.transpose(2, 3) * q.shape[-1] ** -0.5, -1) @ v
        x = x + (0.3 + a[2]) * self.out(h.transpose(1, 2).reshape(b, n, self.width))
        h = F.layer_norm(x, (self.width,), self.ones, self.zeros) * (1 + a[3]) + a[4]
        return x + (0.3 + a[5]) * self.narrow(F.silu(self.wide(h)))


class Tower(nn.Module):
    """Attention blocks over a whole map, with learnt positions."""

    def __init__(self, width, depth, side, condition):
        super().__init__()
        self.places = nn.Parameter(0.02 * torch.randn(1, side * side, width))
        self.blocks = nn.ModuleList(Attention(width, condition) for _ in range(depth))

    def forward(self, x, c):
        b, w, h, _ = x.shape
        x = x.flatten(2).transpose(1, 2) + self.places
        for block in self.blocks:
            x = block(x, c)
        return x.transpose(1, 2).reshape(b, w, h, h)


class Painter(nn.Module):
    def __init__(self, classes, moods, widths, depths, condition=256):
        super().__init__()
        (w0, w1, w2), (d0, d1, d2, u1, u0), n = widths, depths, 3 * PATCH * PATCH
        self.product, self.mood = nn.Embedding(classes + 1, condition), nn.Embedding(moods + 1, condition)  # the last: not told
        self.palette = nn.Sequential(nn.Linear(4 * 16, condition), nn.SiLU(), nn.Linear(condition, condition))
        self.clock = nn.Sequential(nn.Linear(64, condition), nn.SiLU(), nn.Linear(condition, condition))
        self.mixed = nn.Sequential(nn.SiLU(), nn.Linear(condition, condition), nn.SiLU())
        self.enter, self.leave = nn.Conv2d(n, w0, 3, padding=1), nn.Conv2d(w0, n, 3, padding=1)
        self.fine = nn.ModuleList(Convolutions(w0, condition) for _ in range(d0))
        self.middle, self.coarse = Tower(w1, d1, SIDE // PATCH // 2, condition), Tower(w2, d2, SIDE // PATCH // 4, condition)
        self.down1, self.down2 = nn.Conv2d(4 * w0, w1, 1), nn.Conv2d(4 * w1, w2, 1)
        self.up1, self.up0 = nn.Conv2d(w2, 4 * w1, 1), nn.Conv2d(w1, 4 * w0, 1)
        self.join1, self.join0 = nn.Conv2d(2 * w1, w1, 1), nn.Conv2d(2 * w0, w0, 1)
        self.middle_up, self.fine_up = Tower(w1, u1, SIDE // PATCH // 2, condition), nn.ModuleList(Convolutions(w0, condition) for _ in range(u0))
        self.last = nn.GroupNorm(8, w0)
        nn.init.normal_(self.product.weight, std=0.3), nn.init.normal_(self.mood.weight, std=0.3)
        nn.init.zeros_(self.leave.weight)
        self.register_buffer("waves", torch.exp(torch.linspace(0, math.log(200.0), 32)), persistent=False)

    def conditions(self, t, product, mood, palette, mask):
        angle = t[:, None] * self.waves
        c = self.clock(torch.cat([angle.cos(), angle.sin()], 1)) + self.product(product) + self.mood(mood)
        p = 2 * palette - 1
        told = torch.cat([p, (3 * p).sin(), (3 * p).cos(), (6 * p).sin(), (6 * p).cos(), torch.ones_like(mask)[..., None]], 2)
        return self.mixed(c + self.palette((told * mask[..., None]).flatten(1)))

    def forward(self, x, t, product, mood, palette, mask):
        """The finished picture that `x` at time `t` seems to be on its way to."""
        c = self.conditions(t, product, mood, palette, mask)
        h = self.enter(fold(x, PATCH))
        for block in self.fine:
            h = block(h, c)
        m = self.middle(self.down1(fold(h, 2)), c)
        d = self.coarse(self.down2(fold(m, 2)), c)
        m = self.middle_up(self.join1(torch.cat([m, unfold(self.up1(d), 2)], 1)), c)
        h = self.join0(torch.cat([h, unfold(self.up0(m), 2)], 1))
        for block in self.fine_up:
            h = block(h, c)
        with torch.autocast(x.device.type, enabled=False):  # colours are finer than bf16
            return unfold(self.leave(F.silu(self.last(h.float()))), PATCH)


def velocity(model, x, t, *conditions):
    return (model(x, t, *conditions).float() - x) / (1 - t).clamp(min=0.05)[:, None, None, None]


@torch.no_grad()
def paint(model, noise, conditions, steps=STEPS):
    """Euler steps from noise to pictures in -1..1."""
    x, grid = noise, times(steps)
    for now, then in zip(grid, grid[1:]):
        x = x + (then - now) * velocity(model, x, torch.full((len(x),), now, device=x.device), *conditions)
    return x.clamp(-1, 1)
