"""Cuts the SmolLM2 sample that ships with Loupe out of the full activations.

Usage: python make-samples.py FOLDER_WITH_RESID_POST_AND_TOKENS OUTPUT_FOLDER   (needs numpy and pyarrow)

Whole documents in file order: two stretches, each around one of the two attention sinks, all four domains.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

STRETCHES = [(130, 153), (279, 303)]  # document numbers, end exclusive: 47 documents, 5,969 rows


def main(source: Path, target: Path) -> None:
    table = pq.read_table(source / "tokens.parquet")
    documents = table["doc"].to_numpy()
    keep = np.zeros(len(documents), dtype=bool)
    for first, end in STRETCHES:
        keep |= (documents >= first) & (documents < end)
    rows = np.load(source / "resid_post.npy", mmap_mode="r")[keep]
    target.mkdir(parents=True, exist_ok=True)
    np.save(target / "resid_post.npy", rows)
    pq.write_table(table.filter(keep), target / "tokens.parquet", compression="zstd")
    print(f"{len(rows):,} rows, {len(set(documents[keep]))} documents, {set(table.filter(keep)['domain'].to_pylist())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
