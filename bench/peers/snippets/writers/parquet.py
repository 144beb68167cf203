import pyarrow as pa, pyarrow.parquet as pq
vectors = pa.FixedSizeListArray.from_arrays(acts.reshape(-1), acts.shape[-1])
pq.write_table(pa.table({"acts": vectors, "token_id": tokens.reshape(-1)}), "acts.parquet")
