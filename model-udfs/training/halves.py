"""Weights stored as fp16 in an ONNX file whose arithmetic stays fp32: half the file, the same numbers."""
import numpy as np
from onnx import TensorProto, helper, numpy_helper


def store_half(graph_model, least=1024):
    """Keeps the initialisers of at least so many numbers that fp16 can hold exactly as fp16, with a Cast back to fp32."""
    graph, casts = graph_model.graph, []
    for initializer in list(graph.initializer):
        array = numpy_helper.to_array(initializer)
        if array.dtype != np.float32 or array.size < least or not np.array_equal(array, array.astype(np.float16).astype(np.float32)):
            continue
        name = initializer.name
        graph.initializer.remove(initializer)
        graph.initializer.append(numpy_helper.from_array(array.astype(np.float16), name + ".half"))
        casts.append(helper.make_node("Cast", [name + ".half"], [name], name="cast." + name, to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    return graph_model
