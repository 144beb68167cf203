"""Writes the PyTorch and .npz files of tests/fixtures/pytorch and tests/fixtures/npz.

Run with a Python that has torch, numpy and safetensors: python bench/peers/make-fixtures/archives.py
All hold the rows [192, 16] of tests/fixtures/activations/expected.safetensors, unless their name says otherwise.
"""
import os
import zipfile
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

fixtures = Path(__file__).resolve().parents[3] / "tests" / "fixtures"
rows = load_file(fixtures / "activations" / "expected.safetensors")["rows"].clone()
pt = fixtures / "pytorch"
npz = fixtures / "npz"


class Hostile:
    def __reduce__(self):
        return os.system, ("echo should never run",)


def rezip(source: Path, target: Path, compression=zipfile.ZIP_STORED, change=lambda name, data: data):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))


def write_pytorch():
    torch.save(rows, pt / "stream.pt", _use_new_zipfile_serialization=False)
    torch.save({"whole": rows, "tail": rows[100:]}, pt / "stream-views.pt", _use_new_zipfile_serialization=False)
    torch.save(rows, pt / "stream-protocol4.pt", _use_new_zipfile_serialization=False, pickle_protocol=4)
    torch.save({"acts": rows}, pt / "protocol5.pt", pickle_protocol=5)
    torch.save({"blocks/0/hook": rows, "blocks/0/tail": rows[100:].clone()}, pt / "slashes.pt")

    heads = rows.reshape(12, 16, 4, 4)
    wide = torch.zeros(192, 40)
    wide[:, 5:21] = rows
    narrow = torch.zeros(192, 160)
    narrow[:, ::10] = rows
    views = {
        "transposed": rows.T.contiguous().T,
        "columns": wide[:, 5:21],
        "spread": narrow[:, ::10],
        "tail": rows[100:],
        "every_third": rows[::3],
        "repeated": rows[7].expand(5, 16),
        "heads": heads,
        "heads_permuted": heads.permute(2, 3, 0, 1).contiguous().permute(2, 3, 0, 1),
        "sequences_last": rows.reshape(12, 16, 16).permute(1, 2, 0).contiguous().permute(2, 0, 1),
    }
    torch.save(views, pt / "views.pt")

    count = torch.arange(40).reshape(10, 4)
    names = ["float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64"]
    numbers = {name: count.to(getattr(torch, name)) for name in names}
    torch.save({**numbers, "bool": count % 3 == 0}, pt / "dtypes.pt")
    rezip(
        pt / "dtypes.pt",
        pt / "big-endian.pt",
        change=lambda name, data: b"big" if name.endswith("byteorder") else swapped(name, data, list(numbers.values())),
    )

    qint = torch.quantize_per_tensor(rows[:4], 0.1, 0, torch.quint8)
    other = {
        "sparse": rows[:4].to_sparse(),
        "csr": rows[:4].to_sparse_csr(),
        "quantized": qint,
        "complex": rows[:4].to(torch.complex64),
        "conjugated": rows[:4].to(torch.complex64).conj(),
        "negated": torch._neg_view(rows[:8].clone()),
        "meta": torch.zeros(3, 4, device="meta"),
        "float8": rows[:4].to(torch.float8_e4m3fn),
        "numpy": rows[:4].numpy(),
        "parameter": torch.nn.Parameter(rows[:6].clone()),
        "acts": rows,
    }
    torch.save(other, pt / "others.pt")

    nested = {
        "layer": {0: [rows[:50].clone(), (rows[50:].clone(), None)], "size": rows.shape},
        "layer.0": {"0": rows[:3].clone()},
        "step": 7,
        "loss": np.float32(0.5),
        "dtype": torch.float16,
        "device": torch.device("cpu"),
        "layout": torch.sparse_coo,
        "huge": 2**80,
        "name": "blocks.0 — ü",
    }
    torch.save(nested, pt / "nested.pt")
    torch.manual_seed(0)
    torch.save(torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.LayerNorm(3)).state_dict(), pt / "state-dict.pt")
    torch.save([rows[:90].clone(), rows[90:].clone()], pt / "list.pt")
    rezip(pt / "protocol5.pt", pt / "deflated.pt", zipfile.ZIP_DEFLATED)

    # To be refused.
    torch.jit.script(torch.nn.Linear(2, 2)).save(str(pt / "torchscript.pt"))
    torch.save(torch.nn.Linear(2, 2), pt / "module.pt")
    torch.save({"acts": rows[:2], "more": Hostile()}, pt / "hostile.pt")
    torch.save({"acts": rows[:2], "more": Hostile()}, pt / "hostile-stream.pt", _use_new_zipfile_serialization=False)


def swapped(name, data, tensors):
    key = name.split("/data/")[-1]
    if "/data/" not in name or int(key) >= len(tensors):
        return data
    return np.frombuffer(data, dtype=f"u{tensors[int(key)].element_size()}").byteswap().tobytes()


def write_npz():
    array = rows.numpy()
    heads = array.reshape(12, 16, 4, 4)
    several = {
        "acts": array,
        "fortran": np.asfortranarray(array.astype("f8")),
        "big": array.astype(">f4"),
        "half": array.astype("f2"),
        "heads": heads,
        "heads_fortran": np.asfortranarray(heads),
        "grid_fortran": np.asfortranarray(array.reshape(12, 16, 16)),
        "ids": np.arange(192, dtype="i8"),
    }
    np.savez(npz / "stored.npz", **several)
    np.savez_compressed(npz / "deflated.npz", **several)
    np.savez(npz / "objects.npz", texts=np.array(["a", "b"]), objects=np.array([{}, 1], dtype=object), acts=array)
    np.savez(npz / "only-objects.npz", objects=np.array([{}, 1], dtype=object))
    np.savez(npz / "whole-numbers.npz", tokens=np.arange(60, dtype=">i4").reshape(6, 10), flags=np.eye(3, dtype=bool))
    np.savez(npz / "none.npz")
    np.save(npz / "objects.npy", np.array([{}, 1], dtype=object), allow_pickle=True)
    rezip(npz / "objects.npz", npz / "bzip2.npz", zipfile.ZIP_BZIP2)
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = 100, 0
    np.savez(npz / "zip64.npz", small=array[:40], acts=array)


pt.mkdir(exist_ok=True)
npz.mkdir(exist_ok=True)
write_pytorch()
write_npz()
