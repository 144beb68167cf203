"""Writes the fixtures of HDF5, sharded safetensors, saev, Llamascopium and delphi under tests/fixtures.

Run with a Python that has torch, numpy, safetensors and h5py: python bench/peers/make-fixtures/hdf5_and_shards.py
All hold the rows [192, 16] of tests/fixtures/activations/expected.safetensors, unless their name says otherwise. The layouts are
those of the libraries' own writers (saev data/shards.py, lm_saes activation/writer.py, delphi latents/cache.py).
"""
import base64
import json
import pickle
from pathlib import Path

import h5py
import numpy as np
import torch
from safetensors.numpy import save_file as save_numpy
from safetensors.torch import load_file, save_file

fixtures = Path(__file__).resolve().parents[3] / "tests" / "fixtures"
rows = load_file(fixtures / "activations" / "expected.safetensors")["rows"].clone()
values = rows.numpy()
grid = values.reshape(12, 16, 16)


class Hostile:
    def __reduce__(self):
        return print, ("should never run",)


def folder(*parts):
    path = fixtures.joinpath(*parts)
    path.mkdir(parents=True, exist_ok=True)
    return path


def write_hdf5():
    out = folder("hdf5")
    with h5py.File(out / "kinds.h5", "w") as f:
        f["plain"] = values
        f.create_dataset("gzip/shuffle", data=values, chunks=(50, 5), compression="gzip", shuffle=True, fletcher32=True)
        f["big"] = values.astype(">f4")
        f["half"] = values.astype("f2")
        f["double"] = values.astype("f8")
        f["big half"] = values.astype(">f2")
        f.create_dataset("grid", data=grid, chunks=(5, 3, 16), compression="gzip")
        f.create_dataset("heads", data=values.reshape(12, 16, 4, 4), chunks=(2, 16, 3, 4))
        f["ids"] = np.arange(24, dtype="i8").reshape(2, 12)
        f["table/token"] = [f"wört {i}" for i in range(192)]
        f["table/token_id"] = np.arange(192, dtype="u2") + 7
        f["table/large"] = np.arange(192, dtype="u8") + np.uint64(2**63)
        f["table/fixed"] = np.array([b"a", b"bc"] * 96, dtype="S4")
        f["table/split"] = np.arange(192) % 2 == 0
        f["other length"] = np.arange(5)
        f["compound"] = np.zeros(192, dtype=[("x", "f4"), ("y", "i4")])
        f["nothing"] = h5py.Empty("f4")
        f["scalar"] = 3.5
        f["soft"] = h5py.SoftLink("/gzip/shuffle")
        f["dangling"] = h5py.SoftLink("/not/there")
        f["circle/back"] = h5py.SoftLink("/circle")
        f["circle/hard"] = f["circle"]
    with h5py.File(out / "elsewhere.h5", "w") as f:
        f["link"] = h5py.ExternalLink("kinds.h5", "/plain")
        f["through"] = h5py.SoftLink("/link")
        f.create_dataset("outside", shape=(4, 2), dtype="f4", external=[("outside.bin", 0, 32)])
        layout = h5py.VirtualLayout(shape=(192, 16), dtype="f4")
        layout[:] = h5py.VirtualSource("kinds.h5", "plain", shape=(192, 16))
        f.create_virtual_dataset("virtual", layout)
        f.create_dataset("lzf", data=values, chunks=(64, 16), compression="lzf")
    (out / "outside.bin").write_bytes(np.arange(8, dtype="f4").tobytes())
    with h5py.File(out / "user-block.h5", "w", userblock_size=1024, libver="latest") as f:
        f.create_dataset("acts", data=values, chunks=(64, 16), maxshape=(None, 16), compression="gzip")
    with h5py.File(out / "table-only.h5", "w") as f:
        f["token"] = ["a", "b", "c"]
        f["label"] = [1.5, 2.5, 3.5]


def write_sharded():
    out = folder("sharded-safetensors")
    save_file({"layer.0": rows.clone(), "ids": torch.arange(6)}, out / "model-00001-of-00002.safetensors")
    save_file({"layer.1": rows.bfloat16(), "layer.2": rows.double()}, out / "model-00002-of-00002.safetensors")
    first, second = (f"model-0000{i}-of-00002.safetensors" for i in (1, 2))
    where = {"layer.0": first, "ids": first, "layer.1": second, "layer.2": second}
    index = {"metadata": {"total_size": 0}, "weight_map": where}
    (out / "model.safetensors.index.json").write_text(json.dumps(index, indent=2))


def write_saev():
    """[examples 12, layers 2, tokens 16, d 16]; layer 11 holds the rows, layer 3 their negatives. Shards of 5 examples."""
    names = {
        "2.1": ("content_tokens_per_example", "d_model", "n_examples", "max_tokens_per_shard"),
        "2.0": ("patches_per_ex", "d_model", "n_ex", "patches_per_shard"),
        "1.0.0": ("n_patches_per_img", "d_vit", "n_imgs", "max_patches_per_shard"),
    }
    acts = np.stack([-grid, grid], axis=1).astype("<f4")
    for protocol, (tokens, width, examples, budget) in names.items():
        out = folder("saev", protocol)
        metadata = {
            "family": "clip", "ckpt": "ViT-B-16/openai", "layers": [3, 11], tokens: 15, "cls_token": True, width: 16, examples: 12,
            budget: 160, "data": base64.b64encode(pickle.dumps(Hostile())).decode(), "dataset": "/data/images", "pixel_agg": None,
            "dtype": "float32", "protocol": protocol,
        }
        (out / "metadata.json").write_text(json.dumps(metadata, indent=2))
        shards = []
        for i, start in enumerate(range(0, 12, 5)):
            part = acts[start : start + 5]
            full = np.zeros((5, 2, 16, 16), dtype="<f4")  # as the writer's memmap: the last one is not filled
            full[: len(part)] = part
            full.tofile(out / f"acts{i:06}.bin")
            shards.append({"name": f"acts{i:06}.bin", examples: len(part)})
        (out / "shards.json").write_text(json.dumps(shards))
    labels = (np.arange(12 * 15) % 7).astype("u1").reshape(12, 15)
    labels.tofile(fixtures / "saev" / "2.1" / "labels.bin")


def write_llamascopium():
    """As ActivationWriter does: 5 contexts a chunk; once from two ranks, once flattened."""
    tokens = torch.arange(192).reshape(12, 16) + 1000
    mask = (tokens % 16 > 0).int()
    acts = rows.reshape(12, 16, 16)
    out = folder("llamascopium", "contexts")
    for i, start in enumerate(range(0, 12, 5)):
        part = slice(start, start + 5)
        data = {"activation": acts[part].clone(), "tokens": tokens[part].clone(), "mask": mask[part].clone()}
        save_file(data, out / f"chunk-{i:08d}.safetensors")
        (out / f"chunk-{i:08d}.meta.json").write_text(json.dumps([{"doc": n} for n in range(5)]))
    out = folder("llamascopium", "ranks")
    for rank, chunk, start in [(2, 0, 0), (2, 1, 64), (10, 0, 128)]:
        part = slice(start, start + 64)
        data = {"activation": rows[part].bfloat16(), "tokens": tokens.flatten()[part].clone()}
        save_file(data, out / f"shard-{rank}-chunk-{chunk:08d}.safetensors")


def write_delphi():
    """LatentCache.save_splits with three splits of 16 latents; what is under 0.5 counts as not active."""
    latents = torch.from_numpy(np.where(np.abs(grid) > 0.5, grid, 0).copy())
    locations, active = torch.nonzero(latents.abs() > 1e-5), latents[latents.abs() > 1e-5]
    tokens = (torch.arange(192).reshape(12, 16) + 5).numpy()
    bounds = torch.linspace(0, 16, steps=4).long()
    for name, dtype, with_tokens in [("splits", np.uint16, True), ("no-tokens", np.uint32, False)]:
        out = folder("delphi", name)
        for start, end in zip(bounds[:-1].tolist(), (bounds[1:] - 1).tolist()):
            mask = (locations[:, 2] >= start) & (locations[:, 2] <= end)
            places = locations[mask].numpy()
            places[:, 2] -= start
            data = {"locations": places.astype(dtype), "activations": active[mask].half().numpy()}
            save_numpy(data | ({"tokens": tokens} if with_tokens else {}), out / f"{start}_{end}.safetensors")
        (out / "config.json").write_text(json.dumps({"cache_ctx_len": 16, "n_splits": 3, "model_name": "toy"}))
    save_file({"rows": latents.reshape(192, 16).half()}, fixtures / "delphi" / "expected.safetensors")


for write in (write_hdf5, write_sharded, write_saev, write_llamascopium, write_delphi):
    write()
