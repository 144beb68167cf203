import torch
torch.save({"acts": torch.from_numpy(acts), "tokens": torch.from_numpy(tokens)}, "acts.pt")
