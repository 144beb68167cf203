"""Writes the Arrow and Parquet fixtures of tests/fixtures/datasets (needs pyarrow, numpy and safetensors).

Every file holds the 192 x 16 rows of activations/expected.safetensors, as rows or as 12 sequences of 16 positions.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
from safetensors.numpy import load_file

FIXTURES = Path(__file__).parents[3] / "tests" / "fixtures"
ARROW = FIXTURES / "datasets" / "arrow"
PARQUET = FIXTURES / "datasets" / "parquet"
ROWS = load_file(FIXTURES / "activations" / "expected.safetensors")["rows"].astype(np.float32)
COUNT, WIDTH = ROWS.shape
LENGTH = 16


def vectors(numbers, kind):
    """One vector per row: `kind` is fixed, list or large."""
    flat = pa.array(numbers.reshape(-1))
    if kind == "fixed":
        return pa.FixedSizeListArray.from_arrays(flat, numbers.shape[-1])
    offsets = np.arange(0, flat.__len__() + 1, numbers.shape[-1])
    if kind == "large":
        return pa.LargeListArray.from_arrays(pa.array(offsets, pa.int64()), flat)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), flat)


def about_rows():
    return {
        "token": pa.array([None if row == 7 else f"t{row} ä" for row in range(COUNT)]),
        "doc": pa.array([f"book {row // 20}" for row in range(COUNT)]).dictionary_encode(),
        "flag": pa.array([row % 2 == 0 for row in range(COUNT)]),
        "when": pa.array([1_700_000_000_000 + row for row in range(COUNT)], pa.timestamp("ms")),
        "big": pa.array([2**60 + row for row in range(COUNT)]),
        "half": pa.array(np.arange(COUNT, dtype=np.float16) / 4),
        "view": pa.array(["short" if row % 2 else f"a text that is longer, {row}" for row in range(COUNT)], pa.string_view()),
    }


def sequences(kind):
    """[12, 16, 16] with a token id per position and the split of each sequence."""
    grid = ROWS.reshape(-1, LENGTH, WIDTH)
    if kind == "tensor":
        acts = pa.FixedShapeTensorArray.from_numpy_ndarray(grid)
    else:
        inner = vectors(ROWS, kind)
        offsets = pa.array(np.arange(0, COUNT + 1, LENGTH), pa.int32())
        acts = pa.ListArray.from_arrays(offsets, inner)
    ids = vectors(np.arange(COUNT, dtype=np.int32).reshape(-1, LENGTH) * 7, "list")
    ragged = pa.array([[1] * (1 + row % 3) for row in range(len(grid))], pa.list_(pa.int64()))
    split = pa.array(["train" if row < 9 else "test" for row in range(len(grid))])
    return pa.table({"acts": acts, "token_ids": ids, "spans": ragged, "split": split})


def broken(which):
    lists = [list(map(float, row)) for row in ROWS[:150]]
    if which == "ragged":
        lists[130] = lists[130][:9]
    elif which == "null-row":
        lists[131] = None
    else:
        lists[132][3] = None
    return pa.table({"acts": pa.array(lists, pa.list_(pa.float32()))})


def write_file(name, table, batch=50, **options):
    with pa.ipc.new_file(ARROW / name, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table, max_chunksize=batch)


def write_stream(name, table, batch=50, **options):
    with pa.ipc.new_stream(ARROW / name, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table, max_chunksize=batch)


def arrow():
    table = pa.table({"acts": vectors(ROWS, "fixed"), **about_rows()})
    write_file("fixed.arrow", table)
    write_stream("fixed.arrows", table)
    write_stream("legacy.arrows", pa.table({"acts": vectors(ROWS, "list")}), use_legacy_format=True)
    feather.write_feather(pa.table({"acts": vectors(ROWS, "list"), **about_rows()}), str(ARROW / "lz4.feather"), chunksize=70)
    write_file("zstd.arrow", pa.table({"acts": vectors(ROWS.astype(np.float64), "large"), **about_rows()}), compression="zstd")
    write_file("f16.arrow", pa.table({"acts": vectors(ROWS.astype(np.float16), "fixed")}))
    write_file("tensor.arrow", sequences("tensor"), 5)
    write_stream("nested.arrows", sequences("list"), 5)
    write_file("nested-lz4.arrow", sequences("fixed"), 5, compression="lz4")
    write_file("tokens-only.arrow", sequences("list").drop(["acts"]), 5)
    for which in ["ragged", "null-row", "null-value"]:
        write_file(f"{which}.arrow", broken(which))


def parquet():
    about = {name: column for name, column in about_rows().items() if name != "view"}
    table = pa.table({"acts": vectors(ROWS, "fixed"), **about})
    write = lambda name, table, **options: pq.write_table(table, PARQUET / name, **{"row_group_size": 70, **options})
    write("dictionary.parquet", table)
    write("plain.parquet", table, use_dictionary=False, compression="none", data_page_size=512, write_batch_size=8)
    write("v2-zstd.parquet", table, use_dictionary=False, compression="zstd", data_page_version="2.0", data_page_size=512, write_batch_size=8)
    write("split.parquet", pa.table({"acts": vectors(ROWS.astype(np.float64), "large")}), column_encoding={"acts.list.element": "BYTE_STREAM_SPLIT"}, use_dictionary=False, compression="gzip")
    write("f16.parquet", pa.table({"acts": vectors(ROWS.astype(np.float16), "list")}), use_dictionary=False)
    write("tensor.parquet", sequences("tensor"), row_group_size=5)
    write("nested.parquet", sequences("list"), row_group_size=5, data_page_size=256, write_batch_size=4)
    for which in ["ragged", "null-row", "null-value"]:
        write(f"{which}.parquet", broken(which))


if __name__ == "__main__":
    arrow()
    parquet()
