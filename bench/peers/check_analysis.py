"""Compares the analysis of every run of a project with a direct computation in NumPy.

    python check_analysis.py PROJECT.loupe [--run NAME] [--features 400]

The rows are encoded densely from the activation file and the checkpoint's weights (float64 sums where NumPy has them, float32
products). Then: the activation index by row and by feature against the dense activations; every number, both histograms, the
examples, intervals and neighbors against what follows from the activations in the index. Prints one JSON line per run, with the
largest difference of each; exit code 1 where one is not explained by rounding. Needs numpy, pyarrow and safetensors.
"""

import argparse
import json
import sqlite3
import struct
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet
from safetensors import safe_open

LOG_BINS, BINS, INTERVALS = 40, 40, 10
COLUMNS = (
    "density active_rows mean max mass nearest_cosine variance skew documents document_share explained_share first_row last_row"
).split()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("project", type=Path)
    parser.add_argument("--run")
    parser.add_argument("--features", type=int, default=400, help="features whose examples and histograms are compared")
    asked = parser.parse_args()
    database = sqlite3.connect(f"file:{asked.project}/project.sqlite?mode=ro", uri=True)
    query = "SELECT a.id, a.run, r.name, a.step, r.dataset FROM analyses a JOIN runs r ON r.id = a.run WHERE a.finished_at NOT NULL"
    good = True
    for analysis, run, name, step, dataset in database.execute(query).fetchall():
        if asked.run in (None, name, run):
            result = check(asked, database, Stored(analysis, run, step, dataset))
            good &= result["good"]
            print(json.dumps({"run": name, **result}), flush=True)
    return 0 if good else 1


class Stored:
    def __init__(self, analysis: int, run: str, step: int, dataset: str):
        self.analysis, self.run, self.step, self.dataset = analysis, run, step, dataset


def check(asked, database, stored):
    folder = asked.project / "runs" / stored.run
    record = json.loads(database.execute("SELECT record FROM datasets WHERE id = ?", [stored.dataset]).fetchone()[0])
    checkpoint = next(one for one in (folder / "checkpoints").iterdir() if int(one.name) == stored.step)
    weights, about = dictionary_of(checkpoint / "dictionary.safetensors")
    uses = np.fromfile(asked.project / "datasets" / stored.dataset / "uses.u8", np.uint8)
    rows = np.flatnonzero(uses < 2)
    x = np.load(record["activations"]["path"], mmap_mode="r")
    acts, margins = encoded(weights, about, x, rows)
    index = folder / "analysis" / str(stored.analysis)
    result = {"rows": len(rows), "features": acts.shape[1], **check_index(index, acts, margins, rows)}
    # What the index holds is the truth for all that follows from it: rounding can not change a choice twice.
    own = dense_from(index, acts.shape)
    documents = documents_of(record, len(uses))[rows]
    facts = {name: values for name, values in zip(COLUMNS, columns_of(database, stored.analysis))}
    differences = check_facts(facts, own, weights["W_dec"], documents, rows)
    chosen = np.unique(np.linspace(0, acts.shape[1] - 1, asked.features).astype(int))
    evidence = check_evidence(database, stored.analysis, chosen, own, documents, rows, weights["W_dec"])
    result.update(differences=differences, **evidence)
    close = all(value < (1e-3 if name in ("explained_share",) else 1e-5) for name, value in differences.items())
    exact = all(evidence[name] == 0 for name in evidence if name.endswith("wrong"))
    result["good"] = bool(close and exact and result["unexplained"] == 0 and result["largest_difference"] < 1e-4)
    return result


def dictionary_of(path):
    with safe_open(path, "np") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, file.metadata()


def encoded(w, about, x, rows):
    """Dense activations [rows, d_sae] f32, and how far each row's nearest decision was from going the other way."""
    acts = np.zeros((len(rows), w["W_dec"].shape[0]), np.float32)
    margins = np.zeros(acts.shape, np.float32)
    b_dec = w["b_dec"] if about.get("apply_b_dec_to_input") != "false" else 0
    for at in range(0, len(rows), 4096):
        part = slice(at, at + 4096)
        pre = (x[rows[part]].astype(np.float32) - b_dec) @ w["W_enc"] + w["b_enc"]
        if about["architecture"] == "topk":
            k = int(about["k"])
            sides = np.partition(pre, (-k - 1, -k), axis=1)
            bound = ((sides[:, -k - 1] + sides[:, -k]) / 2)[:, None]
        else:
            bound = np.maximum(w.get("threshold", np.zeros(1)), 0)
        acts[part] = np.where((pre > bound) & (pre > 0), pre, 0)
        margins[part] = np.abs(pre - bound)
    return acts, margins


def header_of(path):
    with open(path, "rb") as file:
        head = file.read(64)
    magic, _version, _kind, d_sae = struct.unpack("<8sIII", head[:20])
    assert magic == b"LOUPEIDX", path
    return d_sae, *struct.unpack("<QQ", head[24:40])


def by_feature(folder):
    """(feature, rows, values) of every feature, from the file itself."""
    path = folder / "by-feature.bin"
    d_sae, _rows, entries = header_of(path)
    words = np.memmap(path, np.uint32, offset=64, mode="r")
    counts = words[2 * entries :][:d_sae]
    at = 0
    for feature, count in enumerate(counts.tolist()):
        part = words[at : at + 2 * count]
        yield feature, np.array(part[:count]), np.array(part[count:]).view(np.float32)
        at += 2 * count


def by_row(folder):
    path = folder / "by-row.bin"
    d_sae, rows, entries = header_of(path)
    ids = np.uint16 if d_sae <= 65536 else np.uint32
    width = np.dtype(ids).itemsize + 4
    raw = np.fromfile(path, np.uint8)
    table = raw[64 + entries * width :].view(np.uint32) if (64 + entries * width) % 4 == 0 else np.frombuffer(
        raw[64 + entries * width :].tobytes(), np.uint32
    )
    at = 64
    for row, count in zip(table[:rows].tolist(), table[rows:].tolist()):
        features = np.frombuffer(raw[at : at + count * (width - 4)].tobytes(), ids)
        at += count * (width - 4)
        yield row, features, np.frombuffer(raw[at : at + 4 * count].tobytes(), np.float32)
        at += 4 * count


def dense_from(folder, shape):
    place = np.zeros(shape, np.float32)
    ids = np.array([row for row, _, _ in by_row(folder)])
    for feature, rows, values in by_feature(folder):
        place[np.searchsorted(ids, rows), feature] = values
    return place


def check_index(folder, acts, margins, rows):
    own = dense_from(folder, acts.shape)
    by_rows_wrong = 0
    seen = []
    for at, (row, features, values) in enumerate(by_row(folder)):
        seen.append(row)
        dense = np.zeros(acts.shape[1], np.float32)
        dense[features] = values
        by_rows_wrong += not np.array_equal(dense, own[at])
    by_rows_wrong += not np.array_equal(seen, rows)
    both = (own > 0) & (acts > 0)
    one_sided = (own > 0) != (acts > 0)
    scale = float(np.abs(acts).max())
    return {
        "entries": int((own > 0).sum()),
        "by_row_and_by_feature_wrong": int(by_rows_wrong),
        "largest_difference": float(np.abs(own - acts)[both].max() / scale),
        "chosen_otherwise": int(one_sided.sum()),
        "unexplained": int((one_sided & (margins > 1e-4 * scale)).sum()),
    }


def documents_of(record, rows):
    table = record.get("rowTable")
    column = next((one["name"] for one in table["columns"] if one["role"] == "document"), None) if table else None
    if column is None:
        return np.arange(rows)
    return np.unique(pyarrow.parquet.read_table(table["path"], columns=[column])[column].to_numpy(), return_inverse=True)[1]


def columns_of(database, analysis):
    sql = f"SELECT {', '.join(COLUMNS)} FROM facts WHERE analysis = ? ORDER BY feature"
    return np.array(database.execute(sql, [analysis]).fetchall(), np.float64).T


def check_facts(facts, acts, decoder, documents, rows):
    """Largest difference of each number, relative to its largest size."""
    count, d_sae = acts.shape
    active = acts > 0
    n = active.sum(0)
    some = np.maximum(n, 1)
    sums = acts.sum(0, dtype=np.float64)
    mean = sums / some
    wanted = {"active_rows": n, "density": n / count, "mean": mean, "max": acts.max(0), "mass": sums / sums.sum()}
    wanted |= {name: np.zeros(d_sae) for name in ("variance", "skew", "documents", "document_share")}
    wanted |= {name: np.full(d_sae, np.nan) for name in ("first_row", "last_row")}
    for feature in np.flatnonzero(n):
        at = np.flatnonzero(active[:, feature])
        difference = acts[at, feature].astype(np.float64) - mean[feature]
        wanted["variance"][feature] = variance = np.mean(difference**2)
        wanted["skew"][feature] = np.mean(difference**3) / variance**1.5 if variance > 1e-24 * mean[feature] ** 2 else 0
        inside = np.unique(documents[at], return_counts=True)[1]
        wanted["documents"][feature], wanted["document_share"][feature] = len(inside), inside.max() / len(at)
        wanted["first_row"][feature], wanted["last_row"][feature] = rows[at[0]], rows[at[-1]]
    wanted["nearest_cosine"] = nearest(decoder)[0]
    wanted["explained_share"] = explained(acts, decoder)
    return {name: distance(facts[name], wanted[name]) for name in COLUMNS}


def distance(found, wanted):
    if not np.array_equal(np.isnan(found), np.isnan(wanted)):
        return float("inf")
    return float(np.nanmax(np.abs(found - wanted)) / max(1e-300, np.nanmax(np.abs(wanted))))


def nearest(decoder):
    unit = decoder.astype(np.float64)
    unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-300)
    cosines = unit @ unit.T
    np.fill_diagonal(cosines, -np.inf)
    return cosines.max(1), cosines


def explained(acts, decoder):
    """sum of f <d, y - mean y> over sum of ||y - mean y||^2, y = f W_dec."""
    decoder = decoder.astype(np.float64)
    mean = acts.mean(0, dtype=np.float64) @ decoder
    carried, total = np.zeros(acts.shape[1]), 0.0
    for at in range(0, len(acts), 4096):
        part = acts[at : at + 4096].astype(np.float64)
        y = part @ decoder - mean
        carried += np.einsum("rf,rf->f", part, y @ decoder.T)
        total += (y**2).sum()
    return carried / total


def check_evidence(database, analysis, chosen, acts, documents, rows, decoder):
    """How many features have another histogram, other examples, intervals or neighbors than follow from the activations."""
    wrong = dict.fromkeys(["histogram", "log_histogram", "top", "random", "intervals", "neighbors"], 0)
    cosines = nearest(decoder)[1]
    sql = "SELECT histogram, log_histogram, examples, neighbors FROM evidence WHERE analysis = ? AND feature = ?"
    for feature in chosen.tolist():
        blobs = database.execute(sql, [analysis, feature]).fetchone()
        at = np.flatnonzero(acts[:, feature])
        ids, values = rows[at], acts[at, feature]
        top, random, intervals, counts = examples_of(blobs[2])
        max_ = float(values.max()) if len(values) else 0.0
        linear = np.histogram(values, max_ * np.arange(BINS + 1) / BINS)[0] if len(at) else np.zeros(BINS)
        edges = max_ * 10 ** ((np.arange(LOG_BINS + 1) - LOG_BINS) / 10)
        edges[0] = 0
        log = np.histogram(values, edges)[0] if len(at) else np.zeros(LOG_BINS)
        wrong["histogram"] += not np.array_equal(linear, np.frombuffer(blobs[0], np.uint32))
        wrong["log_histogram"] += not np.array_equal(log, np.frombuffer(blobs[1], np.uint32))
        order = np.lexsort((ids, -values))
        wrong["top"] += not np.array_equal(one_per_document(order, documents[at], 20), np.searchsorted(ids, top[0]))
        wrong["random"] += not fair(random, ids, values, documents[at], 20)
        for i, (part, count) in enumerate(zip(intervals, counts)):
            inside = (values > max_ * i / INTERVALS) & (values <= max_ * (i + 1) / INTERVALS)
            good = inside.sum() == count and fair(part, ids[inside], values[inside], documents[at][inside], 5)
            wrong["intervals"] += not good
        words = np.frombuffer(blobs[3], np.uint32)
        found = cosines[feature, words[: len(words) // 2]]
        best = np.sort(cosines[feature])[::-1][: len(found)]
        wrong["neighbors"] += not (len(found) == 10 and np.allclose(found, best, atol=1e-5))
    return {"compared_features": len(chosen), **{f"{name}_wrong": int(count) for name, count in wrong.items()}}


def one_per_document(order, documents, count):
    """The best of each document while there are enough, then the next best; in order."""
    _, first = np.unique(documents[order], return_index=True)
    first = np.sort(first)[:count]
    rest = np.setdiff1d(np.arange(len(order)), first)[: max(0, count - len(first))]
    return order[np.sort(np.concatenate([first, rest]))]


def fair(part, ids, values, documents, count):
    """Rows of these, each once, with their values, as many as there can be, from as many documents as there can be."""
    rows, shown = part
    at = np.searchsorted(ids, rows) if len(ids) else np.zeros(0, int)
    if len(rows) != min(count, len(ids)) or len(np.unique(rows)) != len(rows):
        return False
    if len(rows) and not (np.array_equal(ids[at], rows) and np.array_equal(values[at], shown)):
        return False
    return len(np.unique(documents[at])) == min(len(rows), len(np.unique(documents)))


def examples_of(blob):
    words = np.frombuffer(blob, np.uint32)
    lists = 2 + INTERVALS
    lengths, counts = words[:lists].astype(int), words[lists : lists + INTERVALS]
    rows, values = np.split(words[lists + INTERVALS :], 2)
    ends = np.cumsum(lengths)[:-1]
    parts = list(zip(np.split(rows, ends), np.split(values.view(np.float32), ends)))
    return parts[0], parts[1], parts[2:], counts


if __name__ == "__main__":
    sys.exit(main())
