"""Writes a sentence encoder in the form that others publish, of MiniLM-L6's shape (22.6 million parameters) with random,
seeded weights: for speed it is as good as any. usage: python3 transformer.py TOKENIZER.json FOLDER (needs onnx, numpy)"""
import pathlib
import shutil
import sys

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

VOCABULARY, POSITIONS, WIDTH, HEADS, INNER, LAYERS = 30_522, 512, 384, 12, 1_536, 6
HEAD = WIDTH // HEADS
random = np.random.default_rng(7)
nodes, weights = [], []


def constant(name, values):
    weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
    return name


def weight(name, *shape):
    return constant(name, (random.standard_normal(shape) * 0.02).astype(np.float32))


def node(kind, inputs, output, **attributes):
    nodes.append(helper.make_node(kind, inputs, [output], **attributes))
    return output


def dense(x, name, wide, out):
    product = node("MatMul", [x, weight(name + ".w", wide, out)], name + ".p")
    return node("Add", [product, weight(name + ".b", out)], name)


def norm(x, name):
    scale = constant(name + ".s", np.ones(WIDTH, np.float32))
    return node("LayerNormalization", [x, scale, weight(name + ".b", WIDTH)], name, axis=-1, epsilon=1e-12)


def heads(x, name, axes):
    split = node("Reshape", [x, "to_heads"], name + ".h")
    return node("Transpose", [split], name + ".t", perm=axes)


constant("to_heads", np.array([0, 0, HEADS, HEAD], np.int64))
constant("from_heads", np.array([0, 0, WIDTH], np.int64))
constant("scale", np.float32(1 / np.sqrt(HEAD)))
constant("one", np.float32(1))
constant("low", np.float32(-10_000))
constant("root_two", np.float32(np.sqrt(2)))
constant("half", np.float32(0.5))
constant("mask_axes", np.array([1, 2], np.int64))
constant("first", np.array([0], np.int64))
constant("axis", np.array([1], np.int64))
constant("type_row", (random.standard_normal((2, WIDTH)) * 0.02).astype(np.float32))

tokens = node("Gather", [weight("tokens", VOCABULARY, WIDTH), "input_ids"], "token_rows")
types = node("Gather", ["type_row", "token_type_ids"], "type_rows")
length = node("Slice", [node("Shape", ["input_ids"], "shape"), "axis", constant("two", np.array([2], np.int64))], "length")
places = node("Slice", [weight("positions", POSITIONS, WIDTH), "first", length, "first"], "place_rows")
x = norm(node("Add", [node("Add", [tokens, types], "e1"), places], "e2"), "e")
kept = node("Cast", [node("Unsqueeze", ["attention_mask", "mask_axes"], "m1")], "m2", to=TensorProto.FLOAT)
mask = node("Mul", [node("Sub", ["one", kept], "m3"), "low"], "m4")
for i in range(LAYERS):
    n = f"l{i}."
    q = heads(dense(x, n + "q", WIDTH, WIDTH), n + "q", (0, 2, 1, 3))
    k = heads(dense(x, n + "k", WIDTH, WIDTH), n + "k", (0, 2, 3, 1))
    v = heads(dense(x, n + "v", WIDTH, WIDTH), n + "v", (0, 2, 1, 3))
    scores = node("Mul", [node("MatMul", [q, k], n + "qk"), "scale"], n + "s")
    shares = node("Softmax", [node("Add", [scores, mask], n + "sm")], n + "a", axis=-1)
    seen = node("Transpose", [node("MatMul", [shares, v], n + "av")], n + "avt", perm=(0, 2, 1, 3))
    merged = node("Reshape", [seen, "from_heads"], n + "c")
    x = norm(node("Add", [x, dense(merged, n + "o", WIDTH, WIDTH)], n + "r1"), n + "n1")
    wide = dense(x, n + "f", WIDTH, INNER)
    error = node("Erf", [node("Div", [wide, "root_two"], n + "g1")], n + "g2")
    gelu = node("Mul", [node("Mul", [wide, "half"], n + "g3"), node("Add", [error, "one"], n + "g4")], n + "g5")
    x = norm(node("Add", [x, dense(gelu, n + "d", INNER, WIDTH)], n + "r2"), n + "n2")
node("Identity", [x], "last_hidden_state")

integers = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "tokens"])
            for n in ("input_ids", "attention_mask", "token_type_ids")]
result = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", WIDTH])
graph = helper.make_graph(nodes, "transformer", integers, [result], weights)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
checker.check_model(model)
folder = pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
save(model, str(folder / "model.onnx"))
shutil.copy(sys.argv[1], folder / "tokenizer.json")
print(f"{sum(int(np.prod(w.dims)) for w in weights) / 1e6:.1f} million parameters in {folder}")
