"""Dictionaries written by the libraries themselves, with what each computes of the same rows.

    python library_formats.py OUT [--openai model.py] [--crosscoder FOLDER]

circuit-tracer 0.5.0, saev 0.1.0 and Llamascopium 2.0.0b34, installed with --no-deps beside the packages of
trainers-environment.mjs (they ask for other versions of these); what their modules import beside: beartype, cattrs, pymongo.
OpenAI's sparse_autoencoder and the crosscoder replication are no packages: --openai names sparse_autoencoder/model.py of a
checkout, --crosscoder a checkout with crosscoder.py. d_in 16, 64 features, 24 rows, seeded. Beside each dictionary:
expected.safetensors (x, acts, recon), computed by the module that was read back from the file, where it can read.
"""

import argparse
import importlib.util
import json
import os
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

D, N, ROWS, K = 16, 64, 24, 5


def scramble(module, scale=0.3):
    """Random numbers in place of the zeros that modules begin with."""
    for name, parameter in module.named_parameters():
        values = torch.randn(parameter.shape) * scale
        parameter.data = values.abs() if "threshold" in name and "log" not in name else values


def expect(folder, x, acts, recon):
    tensors = {"x": x, "acts": acts, "recon": recon}
    flat = {name: value.detach().float().reshape(ROWS, -1).contiguous() for name, value in tensors.items()}
    save_file(flat, str(folder / "expected.safetensors"))


def made(root, name):
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def circuit_tracer(root):
    from circuit_tracer.transcoder.activation_functions import JumpReLU
    from circuit_tracer.transcoder.single_layer_transcoder import SingleLayerTranscoder, TranscoderSet, load_relu_transcoder

    relu = torch.nn.functional.relu
    for name, activation, skip in [("circuit-tracer-0.5-jumprelu", JumpReLU(torch.zeros(N)), False), ("circuit-tracer-0.5-skip", relu, True)]:
        folder = made(root, name)
        transcoder = SingleLayerTranscoder(D, N, activation, 0, skip_connection=skip, device=torch.device("cpu"), dtype=torch.float32)
        scramble(transcoder)
        TranscoderSet({0: transcoder}, "hook_resid_mid", "hook_mlp_out").to_safetensors(str(folder))
        read = load_relu_transcoder(str(folder / "layer_0.safetensors"), 0, torch.device("cpu"))
        x = torch.randn(ROWS, D)
        acts = read.encode(x)
        expect(folder, x, acts, read.decode(acts, x))


def saev(root):
    from saev import config, nn

    folder = made(root, "saev-0.1-relu")
    sae = nn.SparseAutoencoder(config.SparseAutoencoder(d_vit=D, exp_factor=N // D))
    scramble(sae)
    nn.dump(str(folder / "sae.pt"), sae)
    x = torch.randn(ROWS, D)
    recon, acts, _ = nn.load(str(folder / "sae.pt"))(x)
    expect(folder, x, acts, recon)


def llamascopium(root):
    from llamascopium.models.crosscoder import Crosscoder, CrosscoderConfig
    from llamascopium.models.sae import SAEConfig, SparseAutoEncoder

    place = {"hook_point_in": "blocks.3.hook_resid_post", "hook_point_out": "blocks.3.hook_resid_post"}
    common = {"d_model": D, "expansion_factor": N // D, "device": "cpu", "dtype": torch.float32, "top_k": K}
    cases = {
        "llamascopium-2-jumprelu": (SparseAutoEncoder, SAEConfig(**common, **place, act_fn="jumprelu", norm_activation="inference")),
        "llamascopium-2-topk": (SparseAutoEncoder, SAEConfig(**common, **place, act_fn="topk", norm_activation="dataset-wise")),
        "llamascopium-2-token-wise": (SparseAutoEncoder, SAEConfig(**common, **place, act_fn="relu", norm_activation="token-wise", sparsity_include_decoder_norm=False)),
        "llamascopium-2-transcoder": (SparseAutoEncoder, SAEConfig(**common, hook_point_in="blocks.3.ln2.hook_normalized", hook_point_out="blocks.3.hook_mlp_out", act_fn="relu", norm_activation="inference", use_decoder_bias=False)),
        "llamascopium-2-crosscoder": (Crosscoder, CrosscoderConfig(**common, hook_points=["blocks.0.hook_resid_post", "blocks.5.hook_resid_post", "blocks.9.hook_resid_post"], act_fn="relu", norm_activation="inference")),
    }
    for name, (kind, cfg) in cases.items():
        folder = made(root, name)
        module = kind(cfg)
        scramble(module)
        if cfg.norm_activation == "dataset-wise":
            module.set_dataset_average_activation_norm({hook: 2.5 for hook in cfg.associated_hook_points})
        module.save_pretrained(folder)
        cfg.save_hyperparameters(folder)
        read = kind.from_local(str(folder))
        heads = {hook: torch.randn(ROWS, D) for hook in dict.fromkeys(cfg.associated_hook_points)}
        batch, scales = read.normalize_activations(heads, return_scale_factor=True)
        acts = read.encode(read.prepare_input(batch)[0])
        recon = read.decode(acts) / scales[cfg.hooks_out[0]].reshape(-1, *[1] * (acts.ndim - 1))
        # A crosscoder's heads agree on what fires. Of TopK, Loupe's activations are those that were compared: times the decoder's norms.
        own = acts[:, 0] if acts.ndim == 3 else acts * read.decoder_norm() if cfg.act_fn == "topk" else acts
        expect(folder, read.prepare_input(heads)[0], own, recon)


def openai(root, path):
    model = imported("openai_model", path)
    cases = {
        "openai-own-topk": (model.TopK(K), False, True),
        "openai-own-tied": (torch.nn.ReLU(), True, False),
    }
    for name, (activation, tied, normalize) in cases.items():
        folder = made(root, name)
        autoencoder = model.Autoencoder(N, D, activation=activation, tied=tied, normalize=normalize)
        scramble(autoencoder)
        x = torch.randn(ROWS, D) * 2 + 1
        _, acts, recon = autoencoder(x)  # which counts what fires, too
        torch.save(autoencoder.state_dict(), folder / "autoencoder.pt")
        expect(folder, x, acts, recon)


def crosscoder(root, checkout):
    sys.path.insert(0, str(checkout))
    model = imported("crosscoder", checkout / "crosscoder.py")
    folder = made(root, "crosscoder-own")
    os.chdir(folder)
    cfg = {"seed": 49, "dict_size": N, "d_in": D, "enc_dtype": "fp32", "dec_init_norm": 0.08, "device": "cpu", "model_name": "gemma-2-2b", "hook_point": "blocks.14.hook_resid_pre"}
    coder = model.CrossCoder(cfg)
    scramble(coder)
    coder.save()
    x = torch.randn(ROWS, 2, D)
    acts = coder.encode(x)
    for file in (folder / "checkpoints" / "version_0").iterdir():
        file.rename(folder / file.name)
    (folder / "checkpoints" / "version_0").rmdir()
    (folder / "checkpoints").rmdir()
    expect(folder, x, acts, coder.decode(acts))


def imported(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--openai", type=Path)
    parser.add_argument("--crosscoder", type=Path)
    given = parser.parse_args()
    root = given.out.resolve()
    writers = [circuit_tracer, saev, llamascopium]
    if given.openai:
        writers.append(lambda out: openai(out, given.openai.resolve()))
    if given.crosscoder:
        writers.append(lambda out: crosscoder(out, given.crosscoder.resolve()))
    for write in writers:
        torch.manual_seed(20261122)
        write(root)
        print(json.dumps(sorted(path.name for path in root.iterdir())))


if __name__ == "__main__":
    main()
