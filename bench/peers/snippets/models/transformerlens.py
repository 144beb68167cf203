# A tiny model with random weights: nothing is downloaded.
import torch
from transformer_lens import HookedTransformer, HookedTransformerConfig

torch.manual_seed(0)
model = HookedTransformer(
    HookedTransformerConfig(n_layers=2, d_model=64, n_ctx=16, d_head=16, n_heads=4, d_vocab=100, act_fn="gelu", device="cpu")
)
tokens = torch.randint(100, (12, 16))
