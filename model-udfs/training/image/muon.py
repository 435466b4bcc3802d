"""Muon with AdamW beside it: matrices (convolutions flattened) move along the orthogonal part of their momentum, scaled to the
size of an AdamW step so that one learning rate does for both; embeddings, positions, biases and norms take AdamW."""
import torch


def orthogonal(g, rounds=5):
    """Newton-Schulz on a stack of matrices."""
    x = g / (g.norm(dim=(1, 2), keepdim=True) + 1e-7)
    tall = x.shape[1] > x.shape[2]
    x = x.transpose(1, 2) if tall else x
    for _ in range(rounds):
        a = x @ x.transpose(1, 2)
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return x.transpose(1, 2) if tall else x


class Muon:
    def __init__(self, model, lr, momentum=0.95, decay=0.01):
        named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
        plain = ("product", "mood.", "places", "enter", "leave", "adapt", "clock")
        self.matrices = [p for n, p in named if p.ndim in (2, 4) and not n.startswith(plain) and "adapt" not in n]
        ids = {id(p) for p in self.matrices}
        rest = [p for _, p in named if id(p) not in ids]
        self.adam = torch.optim.AdamW(rest, lr=lr, betas=(0.9, 0.98), weight_decay=decay, **({"fused": True} if rest[0].is_cuda else {}))
        self.lr, self.momentum, self.decay, self.state = lr, momentum, decay, [torch.zeros_like(p) for p in self.matrices]
        self.groups = {}
        for i, p in enumerate(self.matrices):
            self.groups.setdefault((p.shape[0], p[0].numel()), []).append(i)

    @torch.no_grad()
    def step(self, share):
        """One step at this share of the learning rate."""
        for group in self.adam.param_groups:
            group["lr"] = self.lr * share
        self.adam.step()
        grads = [p.grad for p in self.matrices]
        torch._foreach_lerp_(self.state, grads, 1 - self.momentum)
        moved, updates = torch._foreach_lerp(grads, self.state, self.momentum), [None] * len(grads)
        for (rows, columns), members in self.groups.items():
            stack = torch.stack([moved[i].reshape(rows, columns) for i in members])
            straight = orthogonal(stack.bfloat16() if stack.is_cuda else stack).float() * (-0.2 * max(rows, columns) ** 0.5 * self.lr * share)
            for i, update in zip(members, straight):
                updates[i] = update.reshape(self.matrices[i].shape)
        torch._foreach_mul_(self.matrices, 1 - self.lr * share * self.decay)
        torch._foreach_add_(self.matrices, updates)

    def zero_grad(self):
        self.adam.zero_grad(set_to_none=True)
        for p in self.matrices:
            p.grad = None
