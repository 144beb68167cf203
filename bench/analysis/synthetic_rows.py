"""
Rows for the measurements at scale: python synthetic_rows.py ROWS WIDTH FILE.npy
writes f16 [ROWS, WIDTH], sums of a few of 4·WIDTH random directions each, seeded, a block at a time.
"""

import sys

import numpy as np

rows, width, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
BLOCK = 8192
random = np.random.default_rng(0)
directions = random.standard_normal((4 * width, width), np.float32) / np.sqrt(width)
out = np.lib.format.open_memmap(path, "w+", np.float16, (rows, width))
for at in range(0, rows, BLOCK):
    count = min(BLOCK, rows - at)
    chosen = random.integers(0, len(directions), (count, 12))
    sizes = random.exponential(1, (count, 12)).astype(np.float32)
    block = 0.05 * random.standard_normal((count, width), np.float32)
    for i in range(12):
        block += sizes[:, i, None] * directions[chosen[:, i]]
    out[at : at + count] = block
out.flush()
