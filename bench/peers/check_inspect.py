"""Compares what `loupe inspect` says of activations with NumPy's exact numbers over all rows.

    python check_inspect.py FILE.npy [FILE.npy ...] [--loupe "npm run -s loupe --"]

Each file is inspected whole and as a copy of its first 4,000 rows: up to 4,096 rows Loupe looks at every row, so that only
the effective rank is an estimate there; of more it looks at a sample. NumPy takes the exact covariance of all rows that are
finite and not over ten times the median norm. Prints one JSON object per file with each pair of numbers and the tolerance;
exit code 1 when one is off.
"""

import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

# Relative differences, but for the mean share (absolute) and the counts (none). `all`: every row was looked at.
TOLERANCES = {
    "all": {"mean_share": 1e-5, "top_dimension": 1e-4, "participation": 0.08, "entropy": 0.15, "components": 0.2},
    "sample": {"mean_share": 0.02, "top_dimension": 0.05, "participation": 0.12, "entropy": 0.2, "components": 0.25},
}


def main() -> int:
    arguments = sys.argv[1:]
    command = "npm run -s loupe --"
    if "--loupe" in arguments:
        at = arguments.index("--loupe")
        command = arguments[at + 1]
        del arguments[at : at + 2]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments:
            values = np.load(name)
            head = Path(folder) / f"head-{Path(name).name}"
            np.save(head, values[:4000])
            for path, rows in ((Path(name), values), (head, values[:4000])):
                result = compare(path, rows, command)
                good = good and all(part["ok"] for part in result["numbers"].values())
                print(json.dumps(result), flush=True)
    return 0 if good else 1


def compare(path: Path, values: np.ndarray, command: str) -> dict[str, object]:
    own = inspect(path.resolve(), command)
    peer = exact(values)
    sampled = "all" if len(values) <= 4096 else "sample"
    profile = own["profile"]
    rank = profile["effectiveRank"]
    dimensions = profile["outlierDimensions"]["dimensions"]
    found = {
        "duplicates": own["duplicates"]["count"],
        "zero": own["zero"]["count"],
        "not_finite": own["notFinite"]["count"],
        "outlier_rows": own["outliers"]["count"],
        "mean_share": profile["meanShare"],
        "participation": rank["participation"],
        "entropy": rank["entropy"],
        "components": rank["componentsFor90"],
    }
    if dimensions:
        found["top_dimension"] = dimensions[0]["share"]
    numbers = {}
    for key, value in found.items():
        tolerance = TOLERANCES[sampled].get(key, 0)
        scale = 1 if key in ("mean_share",) or tolerance == 0 else abs(peer[key])
        ok = abs(value - peer[key]) <= tolerance * scale
        numbers[key] = {"loupe": value, "numpy": peer[key], "tolerance": tolerance, "ok": bool(ok)}
    return {"file": path.name, "rows": len(values), "looked_at": sampled, "numpy": np.__version__, "numbers": numbers}


def inspect(path: Path, command: str) -> dict[str, object]:
    done = subprocess.run([*shlex.split(command), "inspect", str(path), "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["activations"]


def exact(values: np.ndarray) -> dict[str, float]:
    rows = values.reshape(len(values), -1).astype(np.float32)
    norms = np.linalg.norm(rows.astype(np.float64), axis=1)
    finite = np.isfinite(norms)
    median = np.median(norms[finite])
    different = rows[finite & (norms > 0)]
    as_bytes = np.ascontiguousarray(different).view(np.dtype((np.void, different.shape[1] * 4))).ravel()
    kept = rows[finite & (norms <= 10 * median)].astype(np.float64)
    mean = kept.mean(axis=0)
    squares = (kept**2).mean(axis=0)
    centered = kept - mean
    eigenvalues = np.maximum(np.linalg.eigvalsh(centered.T @ centered / len(kept)), 0)[::-1]
    shares = eigenvalues / eigenvalues.sum()
    positive = shares[shares > 0]
    return {
        "duplicates": len(as_bytes) - len(np.unique(as_bytes)),
        "zero": int((norms == 0).sum()),
        "not_finite": int((~finite).sum()),
        "outlier_rows": int((norms[finite] > 10 * median).sum()),
        "mean_share": float(mean @ mean / squares.sum()),
        "top_dimension": float(squares.max() / squares.sum()),
        "participation": float(1 / (shares**2).sum()),
        "entropy": float(np.exp(-(positive * np.log(positive)).sum())),
        "components": int(np.searchsorted(np.cumsum(shares), 0.9) + 1),
    }


if __name__ == "__main__":
    sys.exit(main())
