"""A start for the token vectors: what stands together, in one sentence or in its translation, gets near vectors."""
import torch

from network import MEANING as WIDTH


def ppmi_vectors(documents, vocabulary, log, cap=48):
    """Positive pointwise mutual information within documents (a sentence, or a pair with its translation), by randomized
    SVD. `documents` are lists of token ids."""
    counts = torch.zeros(vocabulary * vocabulary)
    chunk = []

    def flush():
        index = torch.cat(chunk)
        counts.scatter_add_(0, index, torch.ones(len(index)))
        chunk.clear()

    for document in documents:
        ids = torch.tensor(document[:cap])
        both = ids.unsqueeze(0) * vocabulary + ids.unsqueeze(1)
        both.fill_diagonal_(0)  # a token with itself says nothing: sent to cell 0 ([PAD]), cleared below
        chunk.append(both.reshape(-1))
        if len(chunk) == 4000:
            flush()
    if chunk:
        flush()
    table = counts.view(vocabulary, vocabulary)
    table[:4], table[:, :4] = 0, 0
    log(f"co-occurrence: {table.sum().item():.3g} pairs")
    rows = table.sum(1).clamp(min=1.0)
    smooth = rows.pow(0.75)
    smooth = smooth / smooth.sum()
    table.div_(rows.unsqueeze(1)).div_(smooth.unsqueeze(0))
    table.clamp_(min=1.0).log_()
    basis = table @ torch.randn(vocabulary, WIDTH + 16)
    for _ in range(2):
        basis = torch.linalg.qr(basis)[0]
        basis = table @ (table.t() @ basis)
    basis = torch.linalg.qr(basis)[0]
    left, values, _ = torch.linalg.svd(basis.t() @ table, full_matrices=False)
    vectors = (basis @ left[:, :WIDTH]) * values[:WIDTH].sqrt()
    log("token vectors: done")
    return vectors


def smooth_idf(rows, vocabulary, constant=1e-3):
    """log of the weight a / (a + p) of each token (Arora et al. 2017), from its frequency p."""
    counts = torch.bincount(torch.tensor([token for row in rows for token in row[1:-1]]), minlength=vocabulary).float()
    return torch.log(constant / (constant + counts / counts.sum()))
