"""How well a logistic regression on all numbers of the activations tells the categories of a probed column, on the same parts.

    python probe_bounds.py PROJECT.loupe resid_post.npy

No probe of a few features is expected above it: this is what the activations say at all, linearly. Prints one JSON object:
for each kept probe of all categories its unit (row, context, document) and per category the F1 on the held-out part, with the
numbers of the activations as they are ("raw") and with all features of the dictionary ("features").
Inputs are standardized on the training part, weights shrunk by an L2 penalty (1e-4 of the mean squared weight), the threshold is the
best for F1 on the training part. Needs NumPy and PyTorch.
"""

import json
import sqlite3
import sys
from pathlib import Path

import numpy as np
import torch
from check_studies import Rows, activations, arrays, units

PENALTY = 1e-4


def fitted(x, y):
    """Weights and bias of a logistic regression of each column of y on x."""
    weights = torch.zeros(x.shape[1], y.shape[1], requires_grad=True)
    bias = torch.zeros(y.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200, history_size=10, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights + bias, y) * y.shape[1]
        value = value + PENALTY * (weights**2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    return weights.detach(), bias.detach()


def best_cut(scores, positive):
    order = np.argsort(-scores)
    hits = np.cumsum(positive[order])
    return scores[order][np.argmax(2 * hits / (np.arange(1, len(scores) + 1) + positive.sum()))]


def bounds(values, own, parts, count):
    """Held-out F1 of each category."""
    train, held = (parts == 1) & (own >= 0), (parts == 2) & (own >= 0)
    mean, spread = values[train].mean(0), values[train].std(0)
    scaled = ((values - mean) / np.where(spread > 0, spread, 1)).astype(np.float32)
    y = (own[train, None] == np.arange(count)).astype(np.float32)
    weights, bias = fitted(torch.from_numpy(scaled[train]), torch.from_numpy(y))
    scores = scaled @ weights.numpy() + bias.numpy()
    found = []
    for code in range(count):
        said = scores[held, code] >= best_cut(scores[train, code], y[:, code] > 0)
        positive = own[held] == code
        found.append(2 * int((said & positive).sum()) / int(said.sum() + positive.sum()))
    return found


def main(project, raw):
    project = Path(project)
    raw = np.load(raw).astype(np.float32)
    database = sqlite3.connect(f"file:{project / 'project.sqlite'}?mode=ro", uri=True)
    query = "SELECT s.id, s.run, s.question, s.analysis, r.dataset FROM studies s JOIN runs r ON r.id = s.run WHERE s.kind = 'probe'"
    results = []
    for study, run, question, analysis, dataset in database.execute(query):
        per, folder = json.loads(question).get("per", "row"), project / "runs" / run
        rows = Rows(project / "datasets" / dataset)
        answer = json.loads((folder / "studies" / study / "answer.json").read_text())
        parts = arrays(folder / "studies" / study)["parts"]
        names, codes = rows.column(answer["column"])
        for inputs in ("raw", "features"):
            dense = raw if inputs == "raw" else activations(folder / "analysis" / str(analysis), len(raw))
            dense = np.where(rows.seen[:, None], dense, 0)
            f1 = bounds(*units(per, dense, codes, rows), parts, len(names))
            results.append({"per": per, "inputs": inputs, "f1": dict(zip(names, f1))})
    print(json.dumps({"results": results, "torch": torch.__version__}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
