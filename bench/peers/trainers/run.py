"""
Trains with one of the field's libraries and prints one JSON line:

  python run.py '{"trainer": "saelens", "arch": "topk", …, "mode": "speed", "train": "rows.npy"}'
  python run.py '{…, "mode": "train", "train": "rows.npy", "validation": "other.npy", "decoder": "out.npy"}'

Fields are those of spec.py, and: train, validation (npy f32 of rows, scaled already), train_targets and validation_targets for
transcoders, seconds (speed: how long to measure), threads, decoder (where to write it, [d_sae, d_in]).
FVU is Σ‖y − ŷ‖² / Σ‖y − mean‖² over the validation rows.
"""

import json
import resource
import sys
import time
from dataclasses import fields

import numpy as np
import torch
from spec import Spec


def training_of(spec):
    if spec.trainer == "saelens":
        from with_saelens import Training

        return Training(spec)
    if spec.trainer == "dictionary_learning":
        from with_dictionary_learning import Training

        return Training(spec)
    from with_torch import Training

    return Training(spec, compiled=spec.trainer == "torch-compile")


def order_of(spec, rows):
    """Row numbers of every step: epochs of shuffled rows, [steps, batch]."""
    random = np.random.default_rng(spec.seed)
    count = spec.steps * spec.batch
    epochs = [random.permutation(rows) for _ in range(-(-count // rows))]
    return torch.from_numpy(np.concatenate(epochs)[:count].reshape(spec.steps, spec.batch))


def speed(spec, x, seconds):
    """Median of the steps' times after a warm-up."""
    training = training_of(spec)
    order = order_of(spec, len(x))
    times = []
    started = time.perf_counter()
    for at, rows in enumerate(order):
        batch = x[rows]
        before = time.perf_counter()
        training.step(batch)
        times.append(time.perf_counter() - before)
        if at >= 4 and time.perf_counter() - started > seconds:
            break
    median = float(np.median(times[2:]))
    return {"ms_per_step": median * 1000, "rows_per_second": spec.batch / median, "steps": len(times)}


@torch.no_grad()
def evaluated(apply, x, y):
    error = active = 0.0
    fired = None
    for at in range(0, len(x), 2048):
        acts, recon = apply(x[at : at + 2048])
        error += (recon.float() - y[at : at + 2048]).double().pow(2).sum().item()
        active += (acts != 0).sum().item()
        seen = (acts != 0).any(0)
        fired = seen if fired is None else fired | seen
    variance = (y.double() - y.double().mean(0)).pow(2).sum().item()
    return {"fvu": error / variance, "l0": active / len(x), "dead_on_validation": int((~fired).sum())}


def train(spec, request, x):
    y = rows_of(request.get("train_targets")) if "train_targets" in request else x
    order = order_of(spec, len(x))
    before = time.perf_counter()
    if spec.trainer == "sparsify":
        import with_sparsify

        coder = with_sparsify.fit(spec, x, y, order.reshape(-1))
        apply, decoder = with_sparsify.inference(coder), coder.W_dec.detach()
    else:
        training = training_of(spec)
        for rows in order:
            training.step(x[rows])
        apply, decoder = training.finish(), training.decoder()
    seconds = time.perf_counter() - before
    if "decoder" in request:
        np.save(request["decoder"], decoder.numpy().astype(np.float32))
    answer = {"seconds": seconds, "rows_per_second": spec.steps * spec.batch / seconds}
    if "validation" not in request:
        return answer
    vx = rows_of(request["validation"])
    vy = rows_of(request["validation_targets"]) if "validation_targets" in request else vx
    return {**answer, **evaluated(apply, vx, vy)}


def rows_of(path):
    return torch.from_numpy(np.load(path).astype(np.float32))


def main():
    request = json.loads(sys.argv[1])
    known = {field.name for field in fields(Spec)}
    spec = Spec(**{name: value for name, value in request.items() if name in known})
    torch.set_num_threads(request.get("threads", torch.get_num_threads()))
    x = rows_of(request["train"])
    result = speed(spec, x, request["seconds"]) if request["mode"] == "speed" else train(spec, request, x)
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


main()
