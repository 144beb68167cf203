"""Opens an exported folder with the real sae-lens and compares it with Loupe's own numbers.

    python check_saelens.py FOLDER ROWS.safetensors [FOLDER ROWS.safetensors ...] [--record OUT.safetensors]

ROWS holds `x` [n, d_in] and what Loupe computes from it: `recon` [n, d_out], and the activations either dense as `acts`
[n, d_sae] or by row as `acts_starts` [n + 1], `acts_features`, `acts_values` (check.safetensors of an export).
Prints one JSON line per pair. --record keeps x, acts and recon as sae-lens computes them for the last pair.
Exit code 1 and {"error": ...} when a folder does not open.
"""

import json
import sys

import sae_lens
import torch
from sae_lens import SAE
from safetensors.torch import load_file, save_file


def main() -> int:
    arguments = sys.argv[1:]
    record = None
    if "--record" in arguments:
        at = arguments.index("--record")
        record = arguments[at + 1]
        del arguments[at : at + 2]
    if not arguments or len(arguments) % 2:
        print(__doc__, file=sys.stderr)
        return 2
    for folder, rows in zip(arguments[::2], arguments[1::2]):
        try:
            print(json.dumps(compare(folder, load_file(rows), record)), flush=True)
        except Exception as error:  # whatever the library raises is the finding
            print(json.dumps({"folder": folder, "error": f"{type(error).__name__}: {error}"}), flush=True)
            return 1
    return 0


@torch.no_grad()
def compare(folder: str, rows: dict[str, torch.Tensor], record: str | None) -> dict[str, object]:
    sae = SAE.load_from_disk(folder)
    acts = sae.encode(rows["x"])
    recon = sae(rows["x"])  # decode() alone leaves a skip path out
    if record:
        save_file({"x": rows["x"], "acts": acts.contiguous(), "recon": recon.contiguous()}, record)
    own = dense_acts(rows, acts.shape)
    return {
        "folder": folder,
        "sae_lens": sae_lens.__version__,
        "torch": torch.__version__,
        "class": type(sae).__name__,
        "architecture": sae.cfg.architecture(),
        "d_in": sae.cfg.d_in,
        "d_sae": sae.cfg.d_sae,
        "normalize_activations": sae.cfg.normalize_activations,
        "metadata_loupe": sae.cfg.metadata.loupe is not None,
        "rows": len(acts),
        "l0": (acts != 0).sum(-1).float().mean().item(),
        "max_difference_acts": (acts - own).abs().max().item(),
        "max_difference_recon": (recon - rows["recon"]).abs().max().item(),
        "max_act": acts.abs().max().item(),
        "max_recon": recon.abs().max().item(),
    }


def dense_acts(rows: dict[str, torch.Tensor], shape: torch.Size) -> torch.Tensor:
    if "acts" in rows:
        return rows["acts"]
    starts = rows["acts_starts"].long()
    row_of = torch.repeat_interleave(torch.arange(shape[0]), starts[1:] - starts[:-1])
    dense = torch.zeros(shape)
    dense[row_of, rows["acts_features"].long()] = rows["acts_values"]
    return dense


if __name__ == "__main__":
    sys.exit(main())
