import pyarrow as pa, pyarrow.feather as feather
vectors = pa.FixedSizeListArray.from_arrays(acts.reshape(-1), acts.shape[-1])
feather.write_feather(pa.table({"acts": vectors, "token_id": tokens.reshape(-1)}), "acts.arrow")
