# Any module.
import torch

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Embedding(100, 32), torch.nn.Linear(32, 64), torch.nn.GELU())
tokens = torch.randint(100, (12, 16))
