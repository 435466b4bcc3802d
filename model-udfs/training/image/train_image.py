"""Trains the image model on pictures drawn while it trains; stops by the clock and may be killed at any time.

  train_image.py --out DIR --minutes 12.7 --device auto --workers 14 [--resume] [--tiny]

The last quarter of the time distils: the model learns to do in one of its 8 steps what the model before did in two half steps,
with guidance towards class and mood. DIR gets weights.pt (averaged weights, fp16, every minute), flow.pt (as it was before the
distillation), sheet.png (two painted rows over one of drawn pictures, for 24 conditions) and train.log.
"""
import argparse
import multiprocessing
import os
import queue
import random
import threading
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import scenes
from muon import Muon
from network import SHAPE, SIDE, STEPS, Painter, paint, times, velocity

TINY = {"classes": 16, "moods": 6, "widths": (32, 64, 64), "depths": (1, 1, 1, 1, 1)}


def render(seed, out, chunk, parent):
    os.nice(5)
    rng = random.Random(seed)
    while True:
        rows = [scenes.sample(rng) for _ in range(chunk)]
        packed = tuple(np.stack([np.asarray(row[i]) for row in rows]) for i in range(5))
        while True:
            try:
                out.put(packed, timeout=2)
                break
            except queue.Full:
                if os.getppid() != parent:
                    os._exit(0)


class Replay:
    """The newest pictures with their conditions, in a ring on the device; a thread fills it from the workers."""

    def __init__(self, size, device, workers, seed):
        kinds = [((size, SIDE, SIDE, 3), torch.uint8), ((size,), torch.long), ((size,), torch.long), ((size, 4, 3), torch.float32), ((size, 4), torch.float32)]
        context = multiprocessing.get_context("fork")
        self.queue, self.seen, self.size, self.device = context.Queue(24), 0, size, device
        self.workers = [context.Process(target=render, args=(seed * 1000 + i, self.queue, 32, os.getpid()), daemon=True) for i in range(workers)]
        for worker in self.workers:
            worker.start()
        self.rows = [torch.zeros(shape, dtype=kind, device=device) for shape, kind in kinds]
        threading.Thread(target=self.fill, daemon=True).start()

    def fill(self):
        while True:
            try:
                chunk = self.queue.get(timeout=5)
            except queue.Empty:
                continue
            n = len(chunk[0])
            at = self.seen % (self.size - self.size % n)
            for row, part in zip(self.rows, chunk):
                row[at:at + n] = torch.from_numpy(np.ascontiguousarray(part)).to(self.device, row.dtype)
            self.seen += n

    def end(self):
        for worker in self.workers:
            worker.kill()

    def batch(self, n):
        pick = torch.randint(min(self.seen, self.size - 64), (n,), device=self.device)
        x, product, mood, palette, mask = (row[pick] for row in self.rows)
        turned = torch.rand(n, 1, 1, 1, device=self.device) < 0.5  # a mirrored picture is as good a picture
        x = torch.where(turned, x.flip(2), x)
        return x.permute(0, 3, 1, 2).float() / 127.5 - 1, (product, mood, palette, mask)


def save(model, shape, path, told):
    """fp16, written beside and moved into place; never a broken one over a good one."""
    state = {k: v.detach().half().cpu().contiguous() for k, v in model.state_dict().items()}
    if not all(torch.isfinite(v).all() for v in state.values()):
        return
    torch.save({"shape": shape, "state": state, **told}, str(path) + ".new")
    os.replace(str(path) + ".new", path)


def sheet(model, device, path, columns=12):
    rng, rows = random.Random(11), []
    picks = [scenes.sample(rng) for _ in range(2 * columns)]
    for i, pick in enumerate(picks):  # every class, every mood
        label, mood = scenes.LABELS[i % 16], scenes.MOODS[(i * 5 + i // 6) % 6]
        colours = [tuple(float(v) for v in c) for c, told in zip(pick[3], pick[4]) if told]
        picks[i] = (scenes.draw(colours, label, mood, rng), i % 16, scenes.MOODS.index(mood), pick[3], pick[4])
    conditions = [torch.from_numpy(np.stack([np.asarray(pick[i]) for pick in picks])).to(device) for i in range(1, 5)]
    noise = torch.randn(2, len(picks), 3, SIDE, SIDE, generator=torch.Generator().manual_seed(3)).to(device)
    painted = [((paint(model, part, conditions) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy() for part in noise]
    for half in (slice(0, columns), slice(columns, None)):
        rows += [np.concatenate(list(part[half]), 1) for part in painted] + [np.concatenate([pick[0] for pick in picks[half]], 1)]
    Image.fromarray(np.concatenate(rows)).save(str(path) + ".new.png")
    os.replace(str(path) + ".new.png", path)


def flow_loss(model, x, conditions, noise, shape):
    """Matches the velocity at times that lean towards noise; now and then class and mood are not told."""
    product, mood, palette, mask = conditions
    untold = torch.rand(len(x), device=x.device) < 0.1
    product, mood = product.masked_fill(untold, shape["classes"]), mood.masked_fill(untold, shape["moods"])
    t = torch.sigmoid(torch.randn(len(x), device=x.device) - 0.6)
    at = t[:, None, None, None] * x + (1 - t[:, None, None, None]) * noise
    return (velocity(model, at, t, product, mood, palette, mask) - (x - noise)).square().mean()


def distil_loss(model, teacher, x, conditions, noise, shape, guidance):
    """One step of the student against two half steps of the guided teacher."""
    grid = torch.tensor(times(STEPS), device=x.device)
    i = torch.randint(STEPS, (len(x),), device=x.device)
    now, then = grid[i], grid[i + 1]
    half, wide = (now + then) / 2, (1, 1, 1)
    at = now.reshape(-1, *wide) * x + (1 - now).reshape(-1, *wide) * noise
    product, mood, palette, mask = conditions
    twice = (torch.cat([product, torch.full_like(product, shape["classes"])]), torch.cat([mood, torch.full_like(mood, shape["moods"])]),
             palette.repeat(2, 1, 1), mask.repeat(2, 1))
    with torch.no_grad():
        def guided(z, t):
            told, untold = velocity(teacher, z.repeat(2, 1, 1, 1), t.repeat(2), *twice).chunk(2)
            return untold + guidance * (told - untold)
        middle = at + (half - now).reshape(-1, *wide) * guided(at, now)
        end = middle + (then - half).reshape(-1, *wide) * guided(middle, half)
        aim = (end - at) / (then - now).reshape(-1, *wide)
    return (velocity(model, at, now, *conditions) - aim).square().mean()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=12.7)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--workers", type=int, default=14)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--tiny", action="store_true", help="a toy of the same shape, to try the scripts")
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--buffer", type=int, default=200000)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--distil", type=float, default=0.25, help="share of the time")
    parser.add_argument("--guidance", type=float, default=2.2)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    begun, journal = time.time(), open(args.out / "train.log", "a", encoding="utf-8")

    def log(text):
        for out in (None, journal):
            print(f"{time.time() - begun:7.1f} s  {text}", file=out, flush=True)

    device = ("cuda" if torch.cuda.is_available() else "cpu") if args.device == "auto" else args.device
    torch.manual_seed(args.seed)
    replay = Replay(args.buffer, device, args.workers, args.seed)
    shape = TINY if args.tiny else SHAPE
    model, average, teacher = (Painter(**shape).to(device, memory_format=torch.channels_last) for _ in range(3))
    if args.resume and (args.out / "weights.pt").exists():
        model.load_state_dict(torch.load(args.out / "weights.pt", map_location="cpu")["state"])
    average.load_state_dict(model.state_dict())
    average.requires_grad_(False), teacher.requires_grad_(False)
    if device == "cuda":
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = torch.backends.cudnn.benchmark = True
    run, run_teacher = model, teacher
    if args.compile:
        run, run_teacher = torch.compile(model), torch.compile(teacher)
    optimizer, step, losses, last, seconds = Muon(model, args.rate), 0, [], 0, args.minutes * 60
    log(f"{sum(p.numel() for p in model.parameters())} parameters on {device}, torch {torch.__version__}")
    while replay.seen < min(4096, 8 * args.batch):
        time.sleep(0.2)
    log(f"{replay.seen} pictures")
    start, turn, shown = time.time() - begun, False, time.time()
    turn_at = start + (seconds - start) * (1 - args.distil)
    while (now := time.time() - begun) < seconds:
        if now >= turn_at and not turn:
            save(average, shape, args.out / "flow.pt", {"step": step, "seconds": now})
            sheet(average, device, args.out / "sheet_flow.png")
            teacher.load_state_dict(average.state_dict())
            model.load_state_dict(average.state_dict())
            turn, losses = True, []
            log("distilling")
        if turn:
            share = 0.3 * max(0.02, 1 - (now - turn_at) / max(1, seconds - turn_at))
        else:
            done = (now - start) / max(1, turn_at - start)
            share = min(1, (step + 1) / 150, max(0.04, (1 - done) / 0.55))
        x, conditions = replay.batch(args.batch)
        noise = torch.randn_like(x)
        with torch.autocast("cuda" if device == "cuda" else "cpu", dtype=torch.bfloat16, enabled=device == "cuda"):
            if turn:
                loss = distil_loss(run, run_teacher, x, conditions, noise, shape, args.guidance)
            else:
                loss = flow_loss(run, x, conditions, noise, shape)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step(share)
        step += 1
        keep = min(0.998, (1 + step) / (20 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - keep)
        losses.append(loss.detach())
        if time.time() - shown > 10:
            value = torch.stack(losses).mean().item()
            if value != value:
                replay.end()
                raise SystemExit("the loss is not a number")
            shown = time.time()
            log(f"step {step}, {'distillation' if turn else 'flow'} loss {value:.5f}, rate {share * args.rate:.2e}, {replay.seen} pictures drawn")
            losses = []
        if int((time.time() - begun) / 60) > last:
            last = int((time.time() - begun) / 60)
            save(average, shape, args.out / "weights.pt", {"step": step, "seconds": time.time() - begun})
            sheet(average, device, args.out / "sheet.png")
    save(average, shape, args.out / "weights.pt", {"step": step, "seconds": time.time() - begun})
    sheet(average, device, args.out / "sheet.png")
    log(f"done after {step} steps")
    replay.end()
    os._exit(0)  # the filling thread still waits


if __name__ == "__main__":
    main()
