"""
Goes through the features of a dictionary with one of the field's analyzers and prints one JSON line:

  python run.py '{"analyzer": "saedashboard", "sae": "export", "rows": "rows.npy", "folder": "scratch", "features": 4608}'

`sae` is a folder in the format of sae-lens, `rows` an array [n, d_in] of model activations: the model's forward pass is not run
and not counted. `folder` is for what the analyzer writes; `features` how many of them (saedashboard goes by feature).
Rows are taken as contexts of 128 tokens. Counted is the analyzer's own work, not imports and loading.
"""

import json
import resource
import sys
import time

import numpy as np
import torch
from sae_lens import SAE

CONTEXT = 128


def main():
    request = json.loads(sys.argv[1])
    sae = SAE.load_from_disk(request["sae"])
    rows = torch.from_numpy(np.load(request["rows"]).astype(np.float32))
    count = len(rows) // CONTEXT * CONTEXT
    rows = rows[:count].reshape(-1, CONTEXT, rows.shape[1])
    if request["analyzer"] == "saedashboard":
        import with_saedashboard as analyzer
    else:
        import with_delphi as analyzer
    work = analyzer.prepared(sae, rows, request)
    started = time.perf_counter()
    work()
    seconds = time.perf_counter() - started
    features = min(request.get("features", sae.cfg.d_sae), sae.cfg.d_sae) if analyzer.BY_FEATURE else sae.cfg.d_sae
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer = {"seconds": seconds, "features": features, "rows": count, "features_per_second": features / seconds}
    print(json.dumps({**answer, "peak_mb": peak}))


main()
