"""Opens dictionaries that Loupe has written with the library of each format, and compares with numbers of others.

    python check_formats.py FORMAT FOLDER ROWS.safetensors [FORMAT FOLDER ROWS.safetensors ...]

FORMAT: saelens (sae-lens), gemma-scope (NumPy), sparsify (eai-sparsify), dictionary-learning (dictionary-learning).
ROWS holds `x` [n, d_in], `recon` [n, d_out], and `acts` [n, d_sae] or acts_starts, acts_features, acts_values by row
(check.safetensors of a conversion). Prints one JSON line per triple; exit code 1 and {"error": ...} where one does not open.
Needs the environment of trainers-environment.mjs.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from check_saelens import dense_acts
from safetensors.torch import load_file


def main() -> int:
    arguments = sys.argv[1:]
    if not arguments or len(arguments) % 3:
        print(__doc__, file=sys.stderr)
        return 2
    code = 0
    for form, folder, rows in zip(arguments[::3], arguments[1::3], arguments[2::3]):
        try:
            print(json.dumps(compare(form, folder, load_file(rows))), flush=True)
        except Exception as error:  # whatever the library raises is the finding
            print(json.dumps({"format": form, "folder": folder, "error": f"{type(error).__name__}: {error}"}), flush=True)
            code = 1
    return code


@torch.no_grad()
def compare(form: str, folder: str, rows: dict[str, torch.Tensor]) -> dict[str, object]:
    name, acts, recon = OPENERS[form](Path(folder), rows["x"])
    acts, recon = acts.float(), recon.float()
    own = dense_acts(rows, acts.shape)
    scale = max(1.0, own.abs().max().item(), rows["recon"].abs().max().item())
    return {
        "format": form,
        "folder": folder,
        "class": name,
        "rows": len(acts),
        "l0": (acts != 0).sum(-1).float().mean().item(),
        "scale": scale,
        "max_difference_acts": (acts - own).abs().max().item(),
        "max_difference_recon": (recon - rows["recon"]).abs().max().item(),
    }


def saelens(folder: Path, x: torch.Tensor):
    from sae_lens import SAE

    sae = SAE.load_from_disk(str(folder))
    return type(sae).__name__, sae.encode(x), sae(x)  # decode() alone leaves a skip path out


def gemma_scope(folder: Path, x: torch.Tensor):
    with np.load(folder / "params.npz") as params:
        w = {name: params[name].astype(np.float32) for name in params.files}
    pre = x.numpy() @ w["W_enc"] + w["b_enc"]
    acts = np.maximum(pre, 0) * (pre > w["threshold"])
    return "JumpReLU", torch.from_numpy(acts), torch.from_numpy(acts @ w["W_dec"] + w["b_dec"])


def sparsify(folder: Path, x: torch.Tensor):
    from sparsify import SparseCoder

    coder = SparseCoder.load_from_disk(folder)
    x = x.to(coder.dtype)
    top = coder.encode(x)
    acts = torch.zeros(len(x), coder.num_latents, dtype=top.top_acts.dtype).scatter_(-1, top.top_indices, top.top_acts)
    # Transcoders want targets for their loss; the output does not depend on them.
    return type(coder).__name__, acts, coder(x, y=x).sae_out


def dictionary_learning(folder: Path, x: torch.Tensor):
    from dictionary_learning.utils import load_dictionary

    dictionary, _ = load_dictionary(str(folder), "cpu")
    x = x.to(next(dictionary.parameters()).dtype)
    return type(dictionary).__name__, dictionary.encode(x), dictionary(x)


OPENERS = {"saelens": saelens, "gemma-scope": gemma_scope, "sparsify": sparsify, "dictionary-learning": dictionary_learning}

if __name__ == "__main__":
    sys.exit(main())
