"""The ad writer: a small Llama (RMSNorm, RoPE, SwiGLU, grouped-query attention, tied embeddings; Touvron et al. 2023)."""
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class Config:
    vocabulary: int = 8192
    hidden: int = 320
    layers: int = 8
    heads: int = 5
    kv_heads: int = 1
    head_dim: int = 64
    intermediate: int = 896
    positions: int = 512
    theta: float = 10000.0
    epsilon: float = 1e-5

    def hugging_face(self):
        """config.json of LlamaForCausalLM."""
        return {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": self.vocabulary, "hidden_size": self.hidden,
                "num_hidden_layers": self.layers, "num_attention_heads": self.heads, "num_key_value_heads": self.kv_heads, "head_dim": self.head_dim,
                "intermediate_size": self.intermediate, "max_position_embeddings": self.positions, "rope_theta": self.theta, "rms_norm_eps": self.epsilon,
                "hidden_act": "silu", "tie_word_embeddings": True, "attention_bias": False, "mlp_bias": False, "bos_token_id": None, "eos_token_id": 1,
                "pad_token_id": 0, "torch_dtype": "float16"}


class RMSNorm(nn.Module):
    def __init__(self, size, epsilon):
        super().__init__()
        self.weight, self.epsilon = nn.Parameter(torch.ones(size)), epsilon

    def forward(self, x):
        wide = x.float()
        return (wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self.epsilon)).type_as(x) * self.weight.type_as(x)


def rotate(x, cos, sin):
    """Half-split pairing, as Hugging Face has it."""
    first, second = x.float().chunk(2, -1)
    return torch.cat((first * cos - second * sin, second * cos + first * sin), -1).type_as(x)


class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c = c
        self.input_layernorm, self.post_attention_layernorm = RMSNorm(c.hidden, c.epsilon), RMSNorm(c.hidden, c.epsilon)
        linear = lambda a, b: nn.Linear(a, b, bias=False)
        self.self_attn = nn.ModuleDict({"q_proj": linear(c.hidden, c.heads * c.head_dim), "k_proj": linear(c.hidden, c.kv_heads * c.head_dim),
                                        "v_proj": linear(c.hidden, c.kv_heads * c.head_dim), "o_proj": linear(c.heads * c.head_dim, c.hidden)})
        self.mlp = nn.ModuleDict({"gate_proj": linear(c.hidden, c.intermediate), "up_proj": linear(c.hidden, c.intermediate), "down_proj": linear(c.intermediate, c.hidden)})

    def forward(self, x, cos, sin):
        c, (batch, length, _) = self.c, x.shape
        h = self.input_layernorm(x)
        split = lambda name, heads: self.self_attn[name](h).view(batch, length, heads, c.head_dim).transpose(1, 2)
        q, k, v = rotate(split("q_proj", c.heads), cos, sin), rotate(split("k_proj", c.kv_heads), cos, sin), split("v_proj", c.kv_heads)
        repeat = lambda t: t.repeat_interleave(c.heads // c.kv_heads, 1)
        mixed = F.scaled_dot_product_attention(q, repeat(k), repeat(v), is_causal=True) if hasattr(F, "scaled_dot_product_attention") else _attend(q, repeat(k), repeat(v))
        x = x + self.self_attn["o_proj"](mixed.transpose(1, 2).reshape(batch, length, -1))
        h = self.post_attention_layernorm(x)
        return x + self.mlp["down_proj"](F.silu(self.mlp["gate_proj"](h)) * self.mlp["up_proj"](h))


def _attend(q, k, v):
    """For PyTorch before 2.0."""
    scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
    mask = torch.ones(q.shape[-2], q.shape[-2], dtype=torch.bool, device=q.device).tril()
    return scores.masked_fill(~mask, float("-inf")).softmax(-1) @ v


class Writer(nn.Module):
    """Token ids [batch, length] to next-token logits [batch, length, vocabulary]."""

    def __init__(self, config):
        super().__init__()
        c = self.config = config
        self.embed_tokens = nn.Embedding(c.vocabulary, c.hidden)
        self.layers = nn.ModuleList(Block(c) for _ in range(c.layers))
        self.norm = RMSNorm(c.hidden, c.epsilon)
        angles = torch.arange(c.positions)[:, None] / c.theta ** (torch.arange(0, c.head_dim, 2) / c.head_dim)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() > 1:
                scale = 0.02 / (2 * c.layers) ** 0.5 if name.endswith(("o_proj.weight", "down_proj.weight")) else 0.02
                nn.init.normal_(weight, std=scale)

    def hidden_states(self, ids):
        x = self.embed_tokens(ids)
        cos, sin = self.cos[: ids.shape[1]], self.sin[: ids.shape[1]]
        for layer in self.layers:
            x = layer(x, cos, sin)
        return self.norm(x)

    def forward(self, ids):
        return F.linear(self.hidden_states(ids), self.embed_tokens.weight)
