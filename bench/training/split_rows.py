"""
Makes the rows that all trainers of bench/quality.mjs get: python split_rows.py DATA OUT

DATA holds resid_post.npy, mlp_in.npy, mlp_out.npy and tokens.parquet. Validation: documents with doc % 10 == 9. Rows whose norm
is over ten times the median are dropped; inputs and targets are scaled to a mean norm of sqrt(d) over the training rows.
"""

import sys

import numpy as np
import pyarrow.parquet as pq

data, out = sys.argv[1], sys.argv[2]
doc = np.array(pq.read_table(f"{data}/tokens.parquet")["doc"])


def read(name):
    return np.load(f"{data}/{name}.npy").astype(np.float32)


def kept(rows):
    norms = np.linalg.norm(rows, axis=1)
    return norms <= 10 * np.median(norms)


def write(name, rows, keep):
    held_out = doc[: len(rows)] % 10 == 9
    train = rows[keep & ~held_out]
    scale = np.sqrt(rows.shape[1]) / np.linalg.norm(train, axis=1).mean()
    np.save(f"{out}/{name}-train.npy", train * scale)
    np.save(f"{out}/{name}-validation.npy", rows[keep & held_out] * scale)


resid = read("resid_post")
write("resid", resid, kept(resid))
inputs, outputs = read("mlp_in"), read("mlp_out")
keep = kept(inputs) & kept(outputs)
write("mlp-in", inputs, keep)
write("mlp-out", outputs, keep)
