"""Every number of the studies `columns`, `probe` and `patterns` of a project against direct NumPy on dense arrays.

    python check_studies.py PROJECT.loupe

Reads the activation index, the row index and the kept answers by their documented layouts; shares no code with Loupe.
Prints one JSON object with the greatest difference of each number; exits with 1 when one is greater than 1e-5.
Only NumPy is needed.
"""

import json
import sqlite3
import struct
import sys
from pathlib import Path

import numpy as np

TOLERANCE = 1e-5


def activations(folder, rows):
    """[rows, features] f32 from by-feature.bin."""
    data = (folder / "by-feature.bin").read_bytes()
    features = struct.unpack_from("<I", data, 16)[0]
    entries = struct.unpack_from("<Q", data, 32)[0]
    counts = np.frombuffer(data, "<u4", features, 64 + 8 * entries)
    dense = np.zeros((rows, features), np.float32)
    at = 64
    for feature, count in enumerate(counts):
        ids = np.frombuffer(data, "<u4", count, at)
        dense[ids, feature] = np.frombuffer(data, "<f4", count, at + 4 * count)
        at += 8 * int(count)
    return dense


def arrays(folder):
    """Arrays of an answer by name."""
    data = (folder / "arrays.safetensors").read_bytes()
    length = struct.unpack_from("<Q", data)[0]
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    kinds = {"F32": "<f4", "U32": "<u4"}
    found = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        part = data[8 + length + begin : 8 + length + end]
        found[name] = np.frombuffer(part, kinds[entry["dtype"]]).reshape(entry["shape"])
    return found


class Rows:
    """What the row index says."""

    def __init__(self, folder):
        self.folder = folder
        self.record = json.loads((folder / "rows.json").read_text())
        self.seen = np.fromfile(folder / "uses.u8", np.uint8) != 2
        self.documents = np.fromfile(folder / "documents.i32", "<i4") if self.record["documents"] else None

    def column(self, name):
        """Names of the categories, and a code for each row (-1 for none)."""
        at = [column["name"] for column in self.record["labels"]].index(name)
        codes = np.fromfile(self.folder / f"label-{at}.u16", "<u2").astype(int)
        return self.record["labels"][at]["categories"], np.where(codes == 65535, -1, codes)


CONTEXT_ROWS = 16


def contexts(dense, rows):
    """Mean of each row and the seen rows around it in the same stretch of a document."""
    means = np.zeros_like(dense)
    borders = np.flatnonzero(np.diff(rows.documents)) + 1
    for stretch in np.split(np.arange(len(dense)), borders):
        if rows.documents[stretch[0]] < 0:
            continue
        seen = rows.seen[stretch].astype(float)
        sums = np.vstack([np.zeros(dense.shape[1]), np.cumsum(dense[stretch] * seen[:, None], 0, dtype=float)])
        counts = np.append(0, np.cumsum(seen))
        places = np.arange(len(stretch))
        low, high = np.maximum(0, places - CONTEXT_ROWS), np.minimum(len(stretch), places + CONTEXT_ROWS + 1)
        means[stretch] = (sums[high] - sums[low]) / np.maximum(1, counts[high] - counts[low])[:, None]
    return means


def units(per, dense, codes, rows):
    """Activations and codes of rows, of rows by the mean of their context, or of documents by their mean."""
    if per == "row":
        return dense, np.where(rows.seen, codes, -1)
    if per == "context":
        return contexts(dense, rows), np.where(rows.seen & (rows.documents >= 0), codes, -1)
    count = rows.record["documents"]
    sums = np.zeros((count, dense.shape[1]))
    np.add.at(sums, rows.documents[rows.seen], dense[rows.seen])
    lengths = np.bincount(rows.documents[rows.seen], minlength=count)
    own = np.array([codes[(rows.documents == d) & rows.seen][0] if lengths[d] else -1 for d in range(count)])
    return (sums / np.maximum(lengths, 1)[:, None]).astype(np.float32), own


def best_f1(values, positive):
    """The best F1 of values > t, over all t >= 0."""
    order = np.argsort(-values, kind="stable")
    ordered, hits = values[order], np.cumsum(positive[order])
    last = np.append(ordered[1:] != ordered[:-1], True) & (ordered > 0)
    f1 = 2 * hits / (np.arange(1, len(values) + 1) + positive.sum())
    return float(f1[last].max()) if last.any() else 0.0


def area(values, positive):
    """Share of pairs in the right order, ties counted half, from mean ranks."""
    unique, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    own, others = int(positive.sum()), int((~positive).sum())
    return (ranks[positive].sum() - own * (own + 1) / 2) / (own * others) if own and others else 0.5


class Differences(dict):
    def note(self, name, found, expected):
        self[name] = max(self.get(name, 0.0), float(abs(found - expected)))


def check_columns(question, answer, found, dense, rows, note):
    first = 0
    for place, summary in enumerate(answer["columns"]):
        names, codes = rows.column(summary["column"])
        values, own = units(question["per"], dense, codes, rows)
        train, held = (found["parts"] == 1) & (own >= 0), (found["parts"] == 2) & (own >= 0)
        check_purity(found["monosemanticity"][place], values, own, train | held, note)
        for code in range(len(names)):
            check_category(first + code, found, values, own == code, train, held, note)
        first += len(names)


def check_category(row, found, values, positive, train, held, note):
    share = positive[held].mean()
    for feature in range(values.shape[1]):
        score = {name: float(found[name][row, feature]) for name in ("f1", "precision", "recall", "auroc", "lift", "threshold")}
        own = values[:, feature]
        fires = own > np.float32(score["threshold"])
        hit = int((fires & positive)[held].sum())
        fired, positives = int(fires[held].sum()), int(positive[held].sum())
        if not (own[train] * positive[train] > 0).any():
            hit = fired = 0
        else:
            chosen = 2 * (fires & positive)[train].sum() / (fires[train].sum() + positive[train].sum())
            note("threshold (training F1 lost)", chosen, best_f1(own[train], positive[train]))
        note("f1", score["f1"], 2 * hit / (fired + positives))
        note("precision", score["precision"], hit / fired if fired else 0)
        note("recall", score["recall"], hit / positives)
        note("lift", score["lift"] / 100, (hit / fired / share if fired else 0) / 100)
        if feature % 16 == 0:
            note("auroc", score["auroc"], area(own[held], positive[held]))


def check_purity(found, values, own, labeled, note):
    for feature in range(values.shape[1]):
        mine = values[labeled, feature].astype(float)
        if (mine > 0).sum() < 2:
            note("monosemanticity of none", float(~np.isnan(found[feature])), 0)
            continue
        sums = np.bincount(own[labeled], mine)
        squares = (mine**2).sum()
        note("monosemanticity", found[feature], ((sums**2).sum() - squares) / (mine.sum() ** 2 - squares))


def check_probe(question, answer, found, dense, rows, note):
    names, codes = rows.column(answer["column"])
    values, own = units(question["per"], dense, codes, rows)
    held = (found["parts"] == 2) & (own >= 0)
    for category in answer["categories"]:
        positive = (own == names.index(category["category"]))[held]
        for probe in category["probes"]:
            score = probe["bias"] + sum(part["weight"] * values[held, part["feature"]].astype(float) for part in probe["features"])
            said = score > 0
            counts = [(said & positive).sum(), (said & ~positive).sum(), (~said & positive).sum()]
            told = [probe[name] for name in ("truePositives", "falsePositives", "falseNegatives")]
            note("probe counts", max(abs(int(a) - b) for a, b in zip(counts, told)), 0)
            note("probe f1", probe["f1"], 2 * counts[0] / (2 * counts[0] + counts[1] + counts[2]))
            note("probe auroc", probe["auroc"], area(np.round(score, 9), positive))


def check_patterns(question, answer, found, dense, rows, note):
    if "column" not in question["by"]:
        return
    names, codes = rows.column(question["by"]["column"])
    members = [(codes == names.index(pattern["name"])) & rows.seen for pattern in answer["patterns"]]
    table = np.stack([dense[member].astype(float).mean(0) for member in members], 1)
    for row, feature in enumerate(found["features"]):
        for place in range(len(members)):
            note("pattern means", found["means"][row, place], table[feature, place])
        values = [dense[member, feature].astype(float) for member in members]
        together = np.concatenate(values)
        between = sum(len(part) * (part.mean() - together.mean()) ** 2 for part in values)
        note("pattern eta", found["eta"][row], between / ((together - together.mean()) ** 2).sum())


def main(project):
    project = Path(project)
    checks = {"columns": check_columns, "probe": check_probe, "patterns": check_patterns}
    differences = Differences()
    asked = []
    database = sqlite3.connect(f"file:{project / 'project.sqlite'}?mode=ro", uri=True)
    query = "SELECT s.id, s.run, s.kind, s.question, s.analysis, r.dataset FROM studies s JOIN runs r ON r.id = s.run"
    for study, run, kind, question, analysis, dataset in database.execute(query):
        folder = project / "runs" / run / "studies" / study
        index = project / "runs" / run / "analysis" / str(analysis)
        if kind not in checks or not index.exists():
            continue
        rows = Rows(project / "datasets" / dataset)
        dense = activations(index, rows.record["rows"])
        answer = json.loads((folder / "answer.json").read_text())
        checks[kind](json.loads(question), answer, arrays(folder), dense, rows, differences.note)
        asked.append(kind)
    is_right = bool(asked) and all(value <= TOLERANCE for value in differences.values())
    print(json.dumps({"studies": asked, "right": is_right, "greatest_differences": differences}))
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
