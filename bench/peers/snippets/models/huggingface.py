# A tiny model with random weights: nothing is downloaded.
import torch
from transformers import GPT2Config, GPT2LMHeadModel

torch.manual_seed(0)
model = GPT2LMHeadModel(GPT2Config(n_layer=2, n_embd=64, n_head=4, n_positions=16, vocab_size=100)).eval()
tokens = torch.randint(100, (12, 16))
