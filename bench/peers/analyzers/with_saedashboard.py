"""
SAEDashboard: its own runner over cached model activations, with its default panels and batches; writing them is not counted.
The unembedding that its logit panels need is a small one at random (1,024 tokens): a real one would make it slower.
"""

from pathlib import Path
from types import SimpleNamespace

import torch
from sae_dashboard.sae_vis_data import SaeVisConfig
from sae_dashboard.sae_vis_runner import SaeVisRunner

BY_FEATURE = True
HOOK = "blocks.15.hook_resid_post"
TOKENS = 1024
PROMPTS = 64  # SaeVisConfig's own default


def prepared(sae, rows, request):
    cache = Path(request["folder"]) / "activations"
    cache.mkdir(parents=True)
    for at, part in enumerate(rows.split(PROMPTS)):
        torch.save({HOOK: part.clone()}, cache / f"model_activations_{at}.pt")
    # Unit decoder rows as Loupe exports them: nothing to fold, and folding is refused for TopK.
    sae.fold_W_dec_norm = lambda: None
    model = SimpleNamespace(hook_dict={HOOK: None}, W_U=torch.randn(rows.shape[-1], TOKENS), tokenizer=None)
    tokens = torch.randint(0, TOKENS, rows.shape[:2])
    features = list(range(min(request.get("features", sae.cfg.d_sae), sae.cfg.d_sae)))
    config = SaeVisConfig(hook_point=HOOK, features=features, minibatch_size_tokens=PROMPTS, cache_dir=cache)
    return lambda: SaeVisRunner(config).run(sae, model, tokens)
