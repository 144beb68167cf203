"""The same reading with NumPy: load (memory-mapped), slice, copy as f32. Prints {rows, seconds}.

    python numpy_reading.py sequential|shuffled FILE BATCH_ROWS
"""
import json
import sys
import time

import numpy as np

how, path, batch = sys.argv[1], sys.argv[2], int(sys.argv[3])
if path.endswith(".npy"):
    data = np.load(path, mmap_mode="r")
else:
    from safetensors import safe_open

    with safe_open(path, framework="pt") as file:
        (name,) = file.keys()
        data = file.get_tensor(name)
        dtype = data.dtype
rows = len(data)
order = np.random.default_rng(0).permutation(rows) if how == "shuffled" else None
start = time.perf_counter()
total = 0.0
for at in range(0, rows - rows % batch, batch):
    part = data[at : at + batch] if order is None else data[np.sort(order[at : at + batch])]
    values = part.float().numpy() if hasattr(part, "float") else np.array(part, dtype=np.float32)
    total += float(values[0, 0])
print(json.dumps({"rows": rows - rows % batch, "seconds": time.perf_counter() - start, "numpy": np.__version__}))
