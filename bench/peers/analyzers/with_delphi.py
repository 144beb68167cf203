"""
delphi: its cache of activations over all rows, saved in its splits. Only that: examples are made from it later, feature by feature.
"""

import sys
from pathlib import Path
from types import ModuleType

import delphi
import torch

# The package's own __init__ imports what explains features by language models; the cache needs none of it.
latents = ModuleType("delphi.latents")
latents.__path__ = [str(Path(delphi.__file__).parent / "latents")]
sys.modules["delphi.latents"] = latents
from delphi.latents.cache import LatentCache  # noqa: E402

BY_FEATURE = False
PROMPTS = 8  # its default batch size
SPLITS = 5


class Cached(torch.nn.Module):
    """Stands for the model: the activations of a batch are those of the rows that its tokens count."""

    def __init__(self, rows):
        super().__init__()
        self.rows = rows.reshape(-1, rows.shape[-1])
        self.hook = torch.nn.Identity()
        self.device = torch.device("cpu")

    def forward(self, tokens):
        return self.hook(self.rows[tokens])


def prepared(sae, rows, request):
    tokens = torch.arange(rows.shape[0] * rows.shape[1]).reshape(rows.shape[:2])

    def work():
        with torch.no_grad():
            cache = LatentCache(Cached(rows), {"hook": sae.encode}, batch_size=PROMPTS)
            cache.run(tokens.numel(), tokens)
            cache.save_splits(SPLITS, Path(request["folder"]))

    return work
