from datasets import Array2D, Dataset, Features, Sequence, Value
features = Features({"acts": Array2D(acts.shape[1:], "float32"), "token_ids": Sequence(Value("int64"))})
Dataset.from_dict({"acts": acts, "token_ids": tokens}, features=features).save_to_disk("acts")
