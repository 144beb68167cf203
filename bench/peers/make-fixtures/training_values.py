"""
Losses and gradients of the libraries that defined the architectures, on small seeded weights and rows, in Loupe's layout:

  python bench/peers/make-fixtures/training_values.py tests/fixtures/training

One safetensors file per case: x, the parameters, grad.<parameter>; losses and settings are in the metadata. The Python is that of
bench/peers/trainers-environment.mjs.
"""

import json
import sys

import torch
from dictionary_learning.dictionary import GatedAutoEncoder
from dictionary_learning.trainers.gdm import GatedSAETrainer
from dictionary_learning.trainers.jumprelu import JumpReluTrainer
from dictionary_learning.trainers.p_anneal import PAnnealTrainer
from dictionary_learning.trainers.standard import StandardTrainer
from dictionary_learning.trainers.top_k import TopKTrainer
from safetensors.torch import save_file
from sae_lens.saes.batchtopk_sae import BatchTopKTrainingSAE, BatchTopKTrainingSAEConfig
from sae_lens.saes.jumprelu_sae import JumpReLUTrainingSAE, JumpReLUTrainingSAEConfig
from sae_lens.saes.matryoshka_batchtopk_sae import (
    MatryoshkaBatchTopKTrainingSAE,
    MatryoshkaBatchTopKTrainingSAEConfig,
)
from sae_lens.saes.sae import TrainStepInput
from sae_lens.saes.standard_sae import StandardTrainingSAE, StandardTrainingSAEConfig
from sae_lens.saes.topk_sae import TopKTrainingSAE, TopKTrainingSAEConfig
from sparsify import SparseCoder, SparseCoderConfig

ROWS, D_IN, D_SAE = 12, 6, 20
FOLDER = sys.argv[1]


def numbers(*shape, factor=1.0):
    return torch.randn(*shape) * factor


def shared():
    torch.manual_seed(11)
    return {
        "W_enc": numbers(D_SAE, D_IN, factor=0.5),
        "b_enc": numbers(D_SAE, factor=0.2),
        "W_dec": numbers(D_SAE, D_IN, factor=0.5),
        "b_dec": numbers(D_IN, factor=0.3),
    }


def write(name, x, parameters, loss, wanted, losses, settings, y=None):
    """`wanted`: tensor of the library and how its gradient becomes ours, by our names."""
    gradients = torch.autograd.grad(loss, [tensor for tensor, _ in wanted.values()]) if wanted else []
    tensors = {"x": x, **parameters}
    if y is not None:
        tensors["y"] = y
    for (ours, (_, turn)), gradient in zip(wanted.items(), gradients):
        tensors[f"grad.{ours}"] = turn(gradient)
    contiguous = {key: value.detach().float().contiguous().clone() for key, value in tensors.items()}
    numbers_of = {key: float(torch.as_tensor(value).detach()) for key, value in losses.items()}
    save_file(contiguous, f"{FOLDER}/{name}.safetensors", {"losses": json.dumps(numbers_of), "settings": json.dumps(settings)})
    print(name, numbers_of)


def same(tensor):
    return tensor


def turned(tensor):
    return tensor.T


def saelens(name, sae, settings, coefficients=None, dead=None, own=None):
    """sae-lens keeps W_enc as [d_in, d_sae]."""
    parameters = {**shared(), **(own or {})}
    with torch.no_grad():
        for key, value in parameters.items():
            getattr(sae, key).copy_(value.T if key == "W_enc" else value)
    x = numbers(ROWS, D_IN)
    mask = None
    if dead is not None:
        mask = torch.zeros(D_SAE, dtype=torch.bool)
        mask[dead] = True
    out = sae.training_forward_pass(
        TrainStepInput(
            sae_in=x, coefficients=coefficients or {}, dead_neuron_mask=mask, n_training_steps=0, is_logging_step=False
        )
    )
    wanted = {key: (getattr(sae, key), turned if key == "W_enc" else same) for key in parameters}
    write(name, x, parameters, out.loss, wanted, {"loss": out.loss, **out.losses}, settings)


base = {"d_in": D_IN, "d_sae": D_SAE}
saelens("saelens-relu-l1", StandardTrainingSAE(StandardTrainingSAEConfig(**base)), {"sparsityCoefficient": 0.7}, {"l1": 0.7})
saelens("saelens-topk", TopKTrainingSAE(TopKTrainingSAEConfig(**base, k=3, rescale_acts_by_decoder_norm=False)), {"k": 3})
saelens(
    "saelens-batchtopk",
    BatchTopKTrainingSAE(BatchTopKTrainingSAEConfig(**base, k=3, rescale_acts_by_decoder_norm=False)),
    {"k": 3},
)
saelens(
    "saelens-matryoshka",
    MatryoshkaBatchTopKTrainingSAE(
        MatryoshkaBatchTopKTrainingSAEConfig(**base, k=3, rescale_acts_by_decoder_norm=False, matryoshka_widths=[4, 10, 20])
    ),
    {"k": 3, "prefixes": [4, 10, 20]},
)
threshold = torch.linspace(0.0, 0.6, D_SAE)
for mode, ours, into_input in [("step", "l0", False), ("tanh", "tanh", True)]:
    saelens(
        f"saelens-jumprelu-{ours}",
        JumpReLUTrainingSAE(
            JumpReLUTrainingSAEConfig(
                **base,
                jumprelu_bandwidth=0.5,
                jumprelu_sparsity_loss_mode=mode,
                jumprelu_ste_to_input=into_input,
                pre_act_loss_coefficient=0.1,
            )
        ),
        {"sparsityCoefficient": 0.3, "jumpLoss": ours, "bandwidth": 0.5, "auxCoefficient": 0.1, "dead": [2, 5, 11]},
        {"l0": 0.3},
        dead=[2, 5, 11],
        own={"threshold": threshold},
    )


def unit(parameters):
    decoder = parameters["W_dec"]
    return {**parameters, "W_dec": decoder / decoder.norm(dim=1, keepdim=True)}


# dictionary_learning: nn.Linear keeps the encoder as ours and the decoder turned.
made = {"steps": 100, "activation_dim": D_IN, "dict_size": D_SAE, "layer": 0, "lm_name": "files", "device": "cpu", "warmup_steps": 0}


def load_linear(ae, parameters):
    with torch.no_grad():
        ae.encoder.weight.copy_(parameters["W_enc"])
        ae.encoder.bias.copy_(parameters["b_enc"])
        ae.decoder.weight.copy_(parameters["W_dec"].T)
        (ae.bias if hasattr(ae, "bias") else ae.b_dec).copy_(parameters["b_dec"])


def wanted_linear(ae):
    return {
        "W_enc": (ae.encoder.weight, same),
        "b_enc": (ae.encoder.bias, same),
        "W_dec": (ae.decoder.weight, turned),
        "b_dec": (ae.bias if hasattr(ae, "bias") else ae.b_dec, same),
    }


parameters = unit(shared())
trainer = StandardTrainer(**made, l1_penalty=0.7, sparsity_warmup_steps=None, seed=0)
load_linear(trainer.ae, parameters)
x = numbers(ROWS, D_IN)
log = trainer.loss(x, step=0, logging=True)
total = trainer.loss(x, step=0)
write("dictionary-learning-relu-l1-2023", x, parameters, total, wanted_linear(trainer.ae), log.losses, {"sparsityCoefficient": 0.7})

parameters = unit(shared())
trainer = PAnnealTrainer(**made, sparsity_function="Lp^p", initial_sparsity_penalty=0.7, sparsity_warmup_steps=None, anneal_start=10)
load_linear(trainer.ae, parameters)
x = numbers(ROWS, D_IN)
f = trainer.ae.encode(x)
losses = {"sparsity": trainer.sparsity_coeff * trainer.lp_norm(f, 0.5)}
wanted = {key: pair for key, pair in wanted_linear(trainer.ae).items() if key in ("W_enc", "b_enc")}
# Activations near 0, where the power's slope has no bound, are left out: b_enc keeps the others away from it.
write("dictionary-learning-p-anneal", x, parameters, losses["sparsity"], wanted, losses, {"sparsityCoefficient": 0.7, "exponent": 0.5})

torch.manual_seed(11)
parameters = {key: value for key, value in unit(shared()).items() if key != "b_enc"}
parameters.update({"b_gate": numbers(D_SAE, factor=0.2), "b_mag": numbers(D_SAE, factor=0.2), "r_mag": numbers(D_SAE, factor=0.2)})
trainer = GatedSAETrainer(**made, l1_penalty=0.7, sparsity_warmup_steps=None, seed=0)
ae: GatedAutoEncoder = trainer.ae
with torch.no_grad():
    ae.encoder.weight.copy_(parameters["W_enc"])
    ae.decoder.weight.copy_(parameters["W_dec"].T)
    ae.decoder_bias.copy_(parameters["b_dec"])
    ae.gate_bias.copy_(parameters["b_gate"])
    ae.mag_bias.copy_(parameters["b_mag"])
    ae.r_mag.copy_(parameters["r_mag"])
x = numbers(ROWS, D_IN)
log = trainer.loss(x, step=0, logging=True)
wanted = {
    "W_enc": (ae.encoder.weight, same),
    "W_dec": (ae.decoder.weight, turned),
    "b_dec": (ae.decoder_bias, same),
    "b_gate": (ae.gate_bias, same),
    "b_mag": (ae.mag_bias, same),
    "r_mag": (ae.r_mag, same),
}
write("dictionary-learning-gated", x, parameters, trainer.loss(x, step=0), wanted, log.losses, {"sparsityCoefficient": 0.7})

# AuxK's value, of the residual that the TopK dictionary itself leaves.
parameters = unit(shared())
parameters["b_enc"] = parameters["b_enc"].clone()
parameters["b_enc"][[3, 7, 12, 15]] = 4.0  # positive everywhere: the library takes them after the ReLU, Loupe before
trainer = TopKTrainer(**made, k=3, seed=0)
load_linear(trainer.ae, parameters)
trainer.num_tokens_since_fired[[3, 7, 12, 15]] = trainer.dead_feature_threshold
x = numbers(ROWS, D_IN)
pre = (x - trainer.ae.b_dec) @ trainer.ae.encoder.weight.T + trainer.ae.encoder.bias
residual = (x - trainer.ae.decode(trainer.ae.encode(x, use_threshold=False))).detach()
loss = trainer.get_auxiliary_loss(residual, torch.relu(pre))
write(
    "dictionary-learning-auxk",
    x,
    parameters,
    loss,
    {},
    {"aux": loss},
    {"k": 3, "auxK": D_IN // 2, "dead": [3, 7, 12, 15]},
)

# sparsify: the loss is FVU; a skip transcoder without AuxK.
torch.manual_seed(11)
coder = SparseCoder(D_IN, SparseCoderConfig(num_latents=D_SAE, k=3, transcode=True, skip_connection=True))
parameters = {**shared(), "W_skip": numbers(D_IN, D_IN, factor=0.3)}
with torch.no_grad():
    coder.encoder.weight.copy_(parameters["W_enc"])
    coder.encoder.bias.copy_(parameters["b_enc"])
    coder.W_dec.copy_(parameters["W_dec"])
    coder.b_dec.copy_(parameters["b_dec"])
    coder.W_skip.copy_(parameters["W_skip"].T)
x, y = numbers(ROWS, D_IN), numbers(ROWS, D_IN)
out = coder(x, y)
wanted = {
    "W_enc": (coder.encoder.weight, same),
    "b_enc": (coder.encoder.bias, same),
    "W_dec": (coder.W_dec, same),
    "b_dec": (coder.b_dec, same),
    "W_skip": (coder.W_skip, turned),
}
write("sparsify-skip-transcoder", x, parameters, out.fvu, wanted, {"fvu": out.fvu}, {"k": 3}, y=y)

# dictionary_learning's JumpReLU: the value of the target loss (its gradient takes L0 at f, its issue 55).
parameters = {**unit(shared()), "threshold": torch.linspace(0.01, 0.6, D_SAE)}
trainer = JumpReluTrainer(**made, target_l0=4.0, bandwidth=0.5, sparsity_penalty=0.3, sparsity_warmup_steps=None)
with torch.no_grad():
    trainer.ae.W_enc.copy_(parameters["W_enc"].T)
    trainer.ae.b_enc.copy_(parameters["b_enc"])
    trainer.ae.W_dec.copy_(parameters["W_dec"])
    trainer.ae.b_dec.zero_()
    trainer.ae.threshold.copy_(parameters["threshold"])
parameters["b_dec"] = torch.zeros(D_IN)
x = numbers(ROWS, D_IN)
log = trainer.loss(x, step=0, logging=True)
settings = {"sparsityCoefficient": 0.3, "jumpLoss": "target-l0", "targetL0": 4, "bandwidth": 0.5}
write("dictionary-learning-jumprelu", x, parameters, trainer.loss(x, step=0), {"b_dec": (trainer.ae.b_dec, same)}, log.losses, settings)
