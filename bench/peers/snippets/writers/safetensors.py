import torch
from safetensors.torch import save_file
save_file({"acts": torch.from_numpy(acts).bfloat16(), "tokens": torch.from_numpy(tokens)}, "acts.safetensors")
