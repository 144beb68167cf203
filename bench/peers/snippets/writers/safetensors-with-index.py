import os, torch
from huggingface_hub import save_torch_state_dict
os.makedirs("acts")
save_torch_state_dict({"acts": torch.from_numpy(acts), "tokens": torch.from_numpy(tokens)}, "acts", max_shard_size="40KB")
