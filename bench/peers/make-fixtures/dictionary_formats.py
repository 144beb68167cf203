"""Dictionaries in the layouts of libraries that are not installed, with what their formulas give on the same rows.

    python dictionary_formats.py OUT

Written with torch.save, safetensors and NumPy as those libraries write; the formulas are those of the sources named in
docs/formats.md, in plain PyTorch. d_in 16, 64 features, 24 rows, seeded. Beside each: expected.safetensors (x, acts, recon).
"""

import json
import math
import sys
import types
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch.nn.functional import relu

D, N, ROWS, OUT, K = 16, 64, 24, 19, 5
torch.manual_seed(20261121)


def normal(*shape, scale=0.3):
    return torch.randn(*shape) * scale


def topk(pre, k):
    values, indices = pre.topk(k, dim=-1)
    return torch.zeros_like(pre).scatter_(-1, indices, relu(values))


def jump(pre, threshold):
    return relu(pre) * (pre > threshold)


class Folder:
    def __init__(self, root, name, inner=""):
        self.path = root / name / inner
        self.path.mkdir(parents=True, exist_ok=True)

    def json(self, name, value):
        (self.path / name).write_text(json.dumps(value))

    def expect(self, x, acts, recon):
        tensors = {"x": x, "acts": acts, "recon": recon}
        save_file({key: value.float().contiguous() for key, value in tensors.items()}, str(self.path / "expected.safetensors"))


def weights(d_out=D):
    return normal(D, N), normal(N), normal(N, d_out), normal(d_out)


def rows(width=D):
    return torch.randn(ROWS, width)


def saelens(root):
    w_enc, b_enc, w_dec, b_dec = weights()
    tensors = {"W_enc": w_enc, "b_enc": b_enc, "W_dec": w_dec, "b_dec": b_dec}
    pre = lambda x: (x - b_dec) @ w_enc + b_enc
    old = Folder(root, "saelens-5-topk")
    save_file({**tensors, "scaling_factor": torch.ones(N)}, str(old.path / "sae_weights.safetensors"))
    old.json("cfg.json", {"architecture": "standard", "d_in": D, "d_sae": N, "dtype": "torch.float32", "hook_point": "blocks.0.hook_resid_pre", "model_name": "tiny",
                          "activation_fn_str": "topk", "activation_fn_kwargs": {"k": K}, "normalize_activations": False, "finetuning_scaling_factor": False})
    x = rows()
    acts = topk(pre(x), K)
    old.expect(x, acts, acts @ w_dec + b_dec)

    tuned = Folder(root, "saelens-3-finetuned")
    factor = torch.rand(N) + 0.5
    save_file({**tensors, "scaling_factor": factor}, str(tuned.path / "sae_weights.safetensors"))
    tuned.json("cfg.json", {"d_in": D, "d_sae": N, "dtype": "float32", "hook_name": "blocks.0.attn.hook_z", "model_name": "tiny", "finetuning_scaling_factor": True})
    acts = relu(pre(x))
    tuned.expect(x, acts, (acts * factor) @ w_dec + b_dec)

    scaled = Folder(root, "saelens-6-checkpoint")
    save_file({**tensors, "topk_threshold": torch.tensor(0.7, dtype=torch.float64)}, str(scaled.path / "sae_weights.safetensors"))
    scaled.json("cfg.json", {"architecture": "batchtopk", "d_in": D, "d_sae": N, "dtype": "float32", "apply_b_dec_to_input": True, "k": K,
                             "normalize_activations": "expected_average_only_in", "metadata": {"sae_lens_version": "6.54.12"}})
    scaled.json("activation_scaler.json", {"scaling_factor": 0.25, "has_whitening": False})
    acts = jump(((x * 0.25) - b_dec) @ w_enc + b_enc, 0.7)
    scaled.expect(x, acts, (acts @ w_dec + b_dec) / 0.25)

    short = Folder(root, "saelens-6-bf16")
    halves = {name: value.bfloat16() for name, value in tensors.items()}
    save_file(halves, str(short.path / "sae_weights.safetensors"))
    short.json("cfg.json", {"architecture": "standard", "d_in": D, "d_sae": N, "dtype": "bfloat16", "apply_b_dec_to_input": True,
                            "normalize_activations": "constant_norm_rescale", "metadata": {"sae_lens_version": "6.0.0"}})
    w, b, v, c = (halves[name].float() for name in ("W_enc", "b_enc", "W_dec", "b_dec"))
    size = math.sqrt(D) / x.norm(dim=-1, keepdim=True)
    acts = relu((x * size - c) @ w + b)
    short.expect(x, acts, (acts @ v + c) / size)


def gemma(root):
    w_enc, b_enc, w_dec, b_dec = weights()
    threshold = torch.rand(N)
    x = rows()
    embedding = Folder(root, "gemma-scope-embedding", "embedding/width_64/average_l0_6")
    np.savez_compressed(embedding.path / "params.npz", w_enc=w_enc, w_dec=w_dec, b_enc=b_enc, b_dec=b_dec, threshold=threshold)
    acts = jump(x @ (w_enc / 4) + b_enc, threshold)
    embedding.expect(x, acts, acts @ (w_dec * 4) + b_dec)

    skip = Folder(root, "gemma-scope-2-skip-transcoder")
    w_enc, b_enc, w_dec, b_dec = weights(OUT)
    affine = normal(D, OUT)
    save_file({"w_enc": w_enc, "w_dec": w_dec, "b_enc": b_enc, "b_dec": b_dec, "threshold": threshold, "affine_skip_connection": affine}, str(skip.path / "params.safetensors"))
    skip.json("config.json", {"architecture": "jump_relu", "model_name": "gemma-v3-270m", "hf_hook_point_in": "model.layers.5.pre_feedforward_layernorm.output",
                              "hf_hook_point_out": "model.layers.5.post_feedforward_layernorm.output", "affine_connection": True, "type": "transcoder"})
    acts = jump(x @ w_enc + b_enc, threshold)
    skip.expect(x, acts, acts @ w_dec + b_dec + x @ affine)


def openai(root):
    w_enc, b_enc, w_dec, b_dec = weights()
    x = rows() * 2 + 1
    state = {"pre_bias": b_dec, "latent_bias": b_enc, "stats_last_nonzero": torch.zeros(N, dtype=torch.long),
             "latents_activation_frequency": torch.ones(N), "latents_mean_square": torch.zeros(N), "encoder.weight": w_enc.T, "decoder.weight": w_dec.T.contiguous()}
    plain = Folder(root, "openai-relu")
    torch.save({**state, "activation": "ReLU"}, plain.path / "autoencoder.pt")
    acts = relu((x - b_dec) @ w_enc + b_enc)
    plain.expect(x, acts, acts @ w_dec + b_dec)

    top = Folder(root, "openai-topk")
    torch.save({**state, "activation": "TopK", "activation_state_dict": {"k": K, "postact_fn": "ReLU"}}, top.path / "autoencoder.pt")
    mean = x.mean(-1, keepdim=True)
    std = (x - mean).std(-1, keepdim=True)
    acts = topk(((x - mean) / (std + 1e-5) - b_dec) @ w_enc + b_enc, K)
    top.expect(x, acts, (acts @ w_dec + b_dec) * std + mean)


def circuit_tracer(root):
    w_enc, b_enc, w_dec, b_dec = weights(OUT)
    x, threshold, w_skip = rows(), torch.rand(N), normal(OUT, D)
    jumping = Folder(root, "circuit-tracer-jumprelu")
    save_file({"W_enc": w_enc.T.contiguous(), "b_enc": b_enc, "W_dec": w_dec.T.contiguous(), "b_dec": b_dec, "activation_function.threshold": threshold},
              str(jumping.path / "layer_3.safetensors"))
    acts = jump(x @ w_enc + b_enc, threshold)
    jumping.expect(x, acts, acts @ w_dec + b_dec)

    skip = Folder(root, "circuit-tracer-skip")
    save_file({"W_enc": w_enc.T.contiguous(), "b_enc": b_enc, "W_dec": w_dec, "b_dec": b_dec, "W_skip": w_skip}, str(skip.path / "layer_11.safetensors"))
    acts = relu(x @ w_enc + b_enc)
    skip.expect(x, acts, acts @ w_dec + b_dec + x @ w_skip.T)


def crosscoder(root):
    w_enc, w_dec, b_enc, b_dec = normal(2, D, N), normal(N, 2, D), normal(N), normal(2, D)
    folder = Folder(root, "crosscoder")
    torch.save({"W_enc": w_enc, "W_dec": w_dec, "b_enc": b_enc, "b_dec": b_dec}, folder.path / "cc_weights.pt")
    folder.json("cfg.json", {"seed": 49, "batch_size": 4096, "dict_size": N, "d_in": D, "enc_dtype": "fp32", "model_name": "gemma-2-2b", "hook_point": "blocks.14.hook_resid_pre"})
    x = torch.randn(ROWS, 2, D)
    acts = relu(torch.einsum("rmd,mdn->rn", x, w_enc) + b_enc)
    recon = torch.einsum("rn,nmd->rmd", acts, w_dec) + b_dec
    folder.expect(x.reshape(ROWS, -1), acts, recon.reshape(ROWS, -1))


def prisma(root):
    w_enc, b_enc, w_dec, b_dec = weights()
    x = rows()
    plain = Folder(root, "prisma")
    torch.save({"W_enc": w_enc, "b_enc": b_enc, "W_dec": w_dec, "b_dec": b_dec}, plain.path / "weights.pt")
    plain.json("config.json", {"d_in": D, "d_sae": N, "activation_fn_str": "relu", "activation_fn_kwargs": {}, "hook_point": "blocks.9.hook_resid_post", "normalize_activations": "layer_norm"})
    mean = x.mean(-1, keepdim=True)
    std = (x - mean).std(-1, keepdim=True)
    acts = relu(((x - mean) / (std + 1e-5) - b_dec) @ w_enc + b_enc)
    plain.expect(x, acts, (acts @ w_dec + b_dec) * std + mean)

    trans = Folder(root, "prisma-transcoder")
    w_dec, b_out = normal(N, OUT), normal(OUT)
    torch.save({"W_enc": w_enc, "b_enc": b_enc, "W_dec": w_dec, "b_dec": b_dec, "b_dec_out": b_out}, trans.path / "weights.pt")
    trans.json("config.json", {"d_in": D, "d_sae": N, "d_out": OUT, "is_transcoder": True, "activation_fn_str": "topk", "activation_fn_kwargs": {"k": K}})
    acts = topk((x - b_dec) @ w_enc + b_enc, K)
    trans.expect(x, acts, acts @ w_dec + b_out)


def saev(root):
    w_enc, b_enc, w_dec, b_dec = weights()
    x = rows()
    state = {"W_enc": w_enc, "b_enc": b_enc, "W_dec": w_dec, "b_dec": b_dec}
    pre = x @ w_enc + b_enc
    batch = {"cls": "saev.nn.modeling.BatchTopK", "params": {"top_k": K}}
    cases = {
        "saev-1a-topk": ({"schema": 1, "cls": "TopK", "cfg": {"d_vit": D, "exp_factor": 4, "top_k": K}}, state, topk(pre, K)),
        "saev-1b-relu": ({"schema": 1, "cls": "SparseAutoencoderConfig", "cfg": {"d_vit": D, "exp_factor": 4, "activation": {"cls": "Relu", "params": {}}}}, state, relu(pre)),
        "saev-5-batchtopk": ({"schema": 5, "cfg": {"d_model": D, "d_sae": N, "activation": batch}, "commit": "unknown", "lib": "0.1.0"},
                             {**state, "activation.threshold": torch.tensor(0.6)}, jump(pre, 0.6)),
    }
    for name, (header, tensors, acts) in cases.items():
        folder = Folder(root, name)
        with open(folder.path / "sae.pt", "wb") as file:
            file.write((json.dumps(header) + "\n").encode())
            torch.save(tensors, file)
        folder.expect(x, acts, acts @ w_dec + b_dec)


def llamascopium(root):
    w_enc, b_enc, w_dec, b_dec = weights()
    x = rows()
    state = {"W_E": w_enc, "b_E": b_enc, "W_D": w_dec, "b_D": b_dec}
    norms = w_dec.norm(dim=-1)
    config = {"sae_type": "sae", "d_model": D, "expansion_factor": 4, "hook_point_in": "blocks.3.hook_resid_post", "hook_point_out": "blocks.3.hook_resid_post",
              "use_decoder_bias": True, "sparsity_include_decoder_norm": True, "top_k": K}
    jumping = Folder(root, "llamascopium-jumprelu")
    log_threshold = torch.randn(N) * 0.3
    save_file({**state, "activation_function.log_jumprelu_threshold": log_threshold}, str(jumping.path / "sae_weights.safetensors"))
    jumping.json("config.json", {**config, "act_fn": "jumprelu", "norm_activation": "inference"})
    acts = jump((x @ w_enc + b_enc) * norms, log_threshold.exp()) / norms
    jumping.expect(x, acts, acts @ w_dec + b_dec)

    top = Folder(root, "llamascopium-topk")
    unit = w_dec / norms[:, None]
    hook = config["hook_point_in"]
    save_file({**state, "W_D": unit, f"dataset_average_activation_norm.{hook}": torch.tensor(2.0)}, str(top.path / "sae_weights.safetensors"))
    top.json("config.json", {**config, "act_fn": "topk", "norm_activation": "dataset-wise"})
    scale = math.sqrt(D) / 2.0
    acts = topk(x * scale @ w_enc + b_enc, K)
    top.expect(x, acts, (acts @ unit + b_dec) / scale)

    cross = Folder(root, "llamascopium-crosscoder")
    heads = 3
    many_e, many_b, many_d, many_o = normal(heads, D, N), normal(heads, N), normal(heads, N, D), normal(heads, D)
    save_file({"W_E": many_e, "b_E": many_b, "W_D": many_d, "b_D": many_o}, str(cross.path / "sae_weights.safetensors"))
    cross.json("config.json", {"sae_type": "crosscoder", "d_model": D, "expansion_factor": 4, "act_fn": "relu", "norm_activation": "inference", "use_decoder_bias": True})
    x = torch.randn(ROWS, heads, D)
    acts = relu(torch.einsum("rhd,hdn->rn", x, many_e) + many_b.sum(0))
    recon = torch.einsum("rn,hnd->rhd", acts, many_d) + many_o
    cross.expect(x.reshape(ROWS, -1), acts, recon.reshape(ROWS, -1))


def dictionary_learning(root):
    w_enc, b_enc, w_dec, b_dec = weights()
    x = rows()
    new = Folder(root, "dictionary_learning-new-stream")
    torch.save({"encoder.weight": w_enc.T.contiguous(), "encoder.bias": b_enc, "decoder.weight": w_dec.T, "decoder.bias": b_dec}, new.path / "ae.pt", _use_new_zipfile_serialization=False)
    new.json("config.json", {"trainer": {"dict_class": "AutoEncoderNew", "activation_dim": D, "dict_size": N}})
    acts = relu(x @ w_enc + b_enc)
    new.expect(x, acts, acts @ w_dec + b_dec)


def sparsify(root):
    w_enc, b_enc, w_dec, b_dec = weights()
    x = rows()
    old = Folder(root, "sparsify-old", "layers.7.mlp")
    save_file({"encoder.weight": w_enc.T.contiguous(), "encoder.bias": b_enc, "W_dec": w_dec, "b_dec": b_dec}, str(old.path / "sae.safetensors"))
    old.json("cfg.json", {"expansion_factor": 4, "normalize_decoder": True, "num_latents": 0, "k": K, "signed": False, "d_in": D})
    acts = topk((x - b_dec) @ w_enc + b_enc, K)
    old.expect(x, acts, acts @ w_dec + b_dec)


def prisma_more(root):
    w_enc, b_enc, w_dec, b_dec = weights()
    b_gate, r_mag, b_mag, x = normal(N), normal(N), normal(N), rows()
    gated = Folder(root, "prisma-gated")
    state = {"W_enc": w_enc, "b_gate": b_gate, "r_mag": r_mag, "b_mag": b_mag, "W_dec": w_dec, "b_enc": b_enc, "b_dec": b_dec}
    torch.save(state, gated.path / "weights.pt")
    gated.json("config.json", {"d_in": D, "d_sae": N, "architecture": "gated", "activation_fn_str": "relu", "activation_fn_kwargs": {}, "normalize_activations": None})
    inside = x - b_dec
    acts = (inside @ w_enc + b_gate > 0) * relu(inside @ (w_enc * r_mag.exp()) + b_mag)
    gated.expect(x, acts, acts @ w_dec + b_dec)

    trans = Folder(root, "prisma-skip-transcoder")
    w_skip, b_out = normal(D, D), normal(D)
    torch.save({"W_skip": w_skip, "W_enc": w_enc, "b_enc": b_enc, "W_dec": w_dec, "b_dec": b_dec, "b_dec_out": b_out}, trans.path / "weights.pt")
    trans.json("config.json", {"d_in": D, "d_sae": N, "d_out": D, "is_transcoder": True, "transcoder_with_skip_connection": True, "activation_fn_str": "relu", "activation_fn_kwargs": {}})
    acts = relu((x - b_dec) @ w_enc + b_enc)
    trans.expect(x, acts, acts @ w_dec + b_out + x @ w_skip.T)


def prisma_whole(root):
    """As SparseAutoencoder.save_model writes: the configuration is an object of a class within the pickle."""
    w_enc, b_enc, w_dec, b_dec = weights()
    x = rows()
    module = types.ModuleType("vit_prisma.sae.config")
    settings = type("VisionModelSAERunnerConfig", (), {"__module__": module.__name__})
    module.VisionModelSAERunnerConfig = settings
    for name in ("vit_prisma", "vit_prisma.sae"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules[module.__name__] = module
    cfg = settings()
    cfg.__dict__.update({"model_name": "tiny-clip", "hook_point": "blocks.9.hook_mlp_out", "hook_point_layer": 9, "d_in": D, "d_sae": N, "activation_fn_str": "topk",
                         "activation_fn_kwargs": {"k": K}, "normalize_activations": "none", "dtype": torch.float32, "device": torch.device("cpu"), "hook_point_head_index": None})
    state = OrderedDict({"W_dec": w_dec, "W_enc": w_enc, "b_enc": b_enc, "b_dec": b_dec})
    whole = Folder(root, "prisma-whole")
    torch.save({"cfg": cfg, "state_dict": state}, whole.path / "final_sae.pt")
    acts = topk((x - b_dec) @ w_enc + b_enc, K)
    whole.expect(x, acts, acts @ w_dec + b_dec)


def main():
    root = Path(sys.argv[1])
    for write in (saelens, gemma, openai, circuit_tracer, crosscoder, prisma, saev, llamascopium, dictionary_learning, sparsify, prisma_more, prisma_whole):
        write(root)


if __name__ == "__main__":
    main()
