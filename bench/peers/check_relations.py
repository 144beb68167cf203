"""Every number of the studies `compare`, `relations` and `logits` of a project against direct NumPy and SciPy on dense arrays.

    python check_relations.py PROJECT.loupe

For runs of autoencoders over one .npy file with both runs reading the same rows. Shares no code with Loupe; see check_studies.py.
Prints one JSON object with the greatest difference of each number; exits with 1 when one is greater than 1e-4.
NumPy and SciPy are needed.
"""

import json
import sqlite3
import sys
from pathlib import Path

import numpy as np
from check_studies import Differences, Rows, activations, arrays
from scipy.optimize import linear_sum_assignment

TOLERANCE = 1e-4
NONE = 0xFFFFFFFF
# Features whose co-activation with all others is counted.
CHECKED = 300


class Run:
    """What is known of an analyzed run."""

    def __init__(self, project, database, run, analysis, rows):
        dataset, step = database.execute(
            "SELECT r.dataset, a.step FROM runs r JOIN analyses a ON a.run = r.id WHERE r.id = ? AND a.id = ?", (run, analysis)
        ).fetchone()
        folder = project / "runs" / run
        data = (folder / "checkpoints" / str(step) / "dictionary.safetensors").read_bytes()
        self.weights = tensors(data)
        self.acts = activations(folder / "analysis" / str(analysis), rows.record["rows"])
        self.record = json.loads(database.execute("SELECT record FROM datasets WHERE id = ?", (dataset,)).fetchone()[0])

    def reconstruction(self, seen):
        return self.acts[seen] @ self.weights["W_dec"] + self.weights["b_dec"]


def tensors(data):
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    found = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        found[name] = np.frombuffer(data[8 + length + begin : 8 + length + end], "<f4").reshape(entry["shape"])
    return found


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-30)


def close(note, name, found, expected):
    """Difference beside the size of what is expected, where that is above 1."""
    note(name, found / max(1, abs(expected)), expected / max(1, abs(expected)))


def metrics(x, y, acts, batch):
    x, y = x.astype(np.float64), y.astype(np.float64)
    e = y - x
    error, square = (e**2).sum(1), (x**2).sum(1)
    centered = x - x.mean(0)
    parts = [slice(at, at + batch) for at in range(0, len(x), batch)]
    spread = np.concatenate([((x[p] - x[p].mean(0)) ** 2).sum(1) for p in parts])
    legacy = 1 - error / spread
    density = (acts > 0).mean(0)
    norms = np.linalg.norm(x, axis=1), np.linalg.norm(y, axis=1)
    fvu = error.sum() / (centered**2).sum()
    return {
        "explained_variance": 1 - fvu,
        "fvu": fvu,
        "explained_variance_of_batches": np.mean([1 - error[p].sum() / spread[p].sum() for p in parts]),
        "explained_variance_legacy": legacy.mean(),
        "explained_variance_legacy_std": legacy.std(ddof=1),
        "explained_variance_saebench": 1 - error.mean() / (square.mean() - (x**2).mean() ** 2),
        "frac_variance_explained": 1 - e.var(0).sum() / x.var(0).sum(),
        "r2": 1 - (e**2).mean() / ((x - x.mean()) ** 2).mean(),
        "normalized_mse": (error / square).mean(),
        "mse": error.mean(),
        "mse_per_dimension": (e**2).mean(),
        "cosine": ((x * y).sum(1) / (norms[0] * norms[1])).mean(),
        "l2_ratio": (norms[1] / norms[0]).mean(),
        "relative_reconstruction_bias": (y**2).sum(1).mean() / (x * y).sum(1).mean(),
        "l0": (acts > 0).sum(1).mean(),
        "l1": acts.sum(1, dtype=np.float64).mean(),
        "dead": (density == 0).sum(),
        "frac_alive": (density > 0).mean(),
        "rare": ((density > 0) & (density < 1e-4)).sum(),
        "freq_over_1_percent": (density > 0.01).mean(),
        "freq_over_10_percent": (density > 0.1).mean(),
        "mean_log10_density": np.log10(density + 1e-10).mean(),
    }


def check_compare(answer, found, a, b, rows, x, note):
    for side, run in (("a", a), ("b", b)):
        expected = metrics(x[rows.seen].astype(np.float32), run.reconstruction(rows.seen), run.acts[rows.seen], 2048)
        for name, value in expected.items():
            close(note, f"metric {name}", answer[side]["metrics"][name], value)
    cosines = unit(a.weights["W_dec"]) @ unit(b.weights["W_dec"]).T
    own, other = linear_sum_assignment(-cosines)
    note("MCC", answer["matchedMean"], cosines[own, other].mean())
    note("MMCS", answer["meanMax"]["aInB"], cosines.max(1).mean())
    note("MMCS", answer["meanMax"]["bInA"], cosines.max(0).mean())
    partner = found["partner"].astype(np.int64)
    note("pairs matched otherwise than by SciPy", (partner[own] != other).mean() if answer["method"] == "hungarian" else 0, 0)
    seen = rows.seen
    for feature in np.flatnonzero(partner != NONE):
        f, g = a.acts[seen, feature].astype(np.float64), b.acts[seen, partner[feature]].astype(np.float64)
        note("similarity", found["similarity"][feature], cosines[feature, partner[feature]])
        if f.any() and g.any():
            note("correlation", found["correlation"][feature], np.corrcoef(f, g)[0, 1])
            note("jaccard of pairs", found["jaccard"][feature], ((f > 0) & (g > 0)).sum() / ((f > 0) | (g > 0)).sum())


def check_relations(answer, found, run, rows, note):
    fires = (run.acts[rows.seen] > 0).astype(np.float32)
    check_together(answer, found, fires, ("pmi", "jaccard"), note)
    if "documents" in answer:
        documents = rows.documents[rows.seen]
        sets = np.zeros((documents.max() + 1, fires.shape[1]), np.float32)
        np.maximum.at(sets, documents, fires)
        check_together(answer, found, sets[np.unique(documents)], ("documentPmi", "documentJaccard"), note)
    for name, directions in (("decoder", run.weights["W_dec"]), ("encoder", run.weights["W_enc"].T)):
        cosines = unit(directions) @ unit(directions).T
        np.fill_diagonal(cosines, -2)
        best = np.sort(cosines, 1)[:, ::-1][:, : answer["most"]]
        note(f"{name} cosine", np.abs(found[f"{name}Cosine"] - best).max(), 0)


def check_together(answer, found, sets, names, note):
    count, alone = len(sets), sets.sum(0, dtype=np.float64)
    chosen = np.linspace(0, sets.shape[1] - 1, CHECKED).astype(int)
    both = (sets[:, chosen].T @ sets).astype(np.float64)
    both[np.arange(CHECKED), chosen] = 0
    with np.errstate(divide="ignore", invalid="ignore"):
        measures = (
            np.log2(both * count / (alone[chosen, None] * alone)),
            both / (alone[chosen, None] + alone - both),
        )
    for name, measure in zip(names, measures):
        measure[both < answer["least"]] = -np.inf
        best = np.sort(measure, 1)[:, ::-1][:, : answer["most"]]
        told = found[name][chosen]
        note(name, np.abs(told - np.where(np.isfinite(best), best, 0)).max(), 0)


def check_logits(question, answer, found, run, note):
    source = question["unembedding"]
    matrix = np.load(source["path"]).astype(np.float32)
    if "range" in source:
        matrix = matrix[source["range"]["from"] : source["range"]["from"] + source["range"]["count"]]
    logits = run.weights["W_dec"] @ (matrix if answer["layout"] == "d-by-tokens" else matrix.T)
    ordered, most = np.sort(logits, 1), answer["most"]
    scale = np.abs(logits).max()
    note("top logits", np.abs(found["topLogits"] - ordered[:, ::-1][:, :most]).max() / scale, 0)
    note("bottom logits", np.abs(found["bottomLogits"] - ordered[:, :most]).max() / scale, 0)
    told = np.take_along_axis(logits, found["topTokens"].astype(np.int64), 1)
    note("logits of the top tokens", np.abs(told - found["topLogits"]).max() / scale, 0)
    note("mean logits", np.abs(found["mean"] - logits.mean(1)).max() / scale, 0)


def main(project):
    project = Path(project)
    database = sqlite3.connect(f"file:{project / 'project.sqlite'}?mode=ro", uri=True)
    differences, asked = Differences(), []
    query = "SELECT s.id, s.run, s.kind, s.question, s.analysis, s.other_analysis, r.dataset FROM studies s JOIN runs r ON r.id = s.run"
    for study, run, kind, text, analysis, other, dataset in database.execute(query).fetchall():
        if kind not in ("compare", "relations", "logits"):
            continue
        folder, question = project / "runs" / run / "studies" / study, json.loads(text)
        answer, found = json.loads((folder / "answer.json").read_text()), arrays(folder)
        rows = Rows(project / "datasets" / dataset)
        own = Run(project, database, run, analysis, rows)
        if kind == "compare":
            if answer["similarity"] != "decoder-cosine" or answer["reading"] != "same":
                continue
            second = Run(project, database, question["other"], other, rows)
            x = np.load(own.record["activations"]["path"])
            check_compare(answer, found, own, second, rows, x, differences.note)
        elif kind == "relations":
            check_relations(answer, found, own, rows, differences.note)
        else:
            check_logits(question, answer, found, own, differences.note)
        asked.append(kind)
    is_right = bool(asked) and all(value <= TOLERANCE for value in differences.values())
    print(json.dumps({"studies": asked, "right": is_right, "greatest_differences": differences}))
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
