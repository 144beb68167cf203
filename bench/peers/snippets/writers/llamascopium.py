import torch
from safetensors.torch import save_file
for number, start in enumerate(range(0, len(acts), 5)):
    part = {"activation": torch.from_numpy(acts[start : start + 5]), "tokens": torch.from_numpy(tokens[start : start + 5])}
    save_file(part, f"chunk-{number:08d}.safetensors")
