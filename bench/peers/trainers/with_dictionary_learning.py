"""dictionary_learning: its trainers' update()."""

import torch
from dictionary_learning.trainers.batch_top_k import BatchTopKTrainer
from dictionary_learning.trainers.gdm import GatedSAETrainer
from dictionary_learning.trainers.jumprelu import JumpReluTrainer
from dictionary_learning.trainers.matryoshka_batch_top_k import MatryoshkaBatchTopKTrainer
from dictionary_learning.trainers.p_anneal import PAnnealTrainer
from dictionary_learning.trainers.standard import StandardTrainer, StandardTrainerAprilUpdate
from dictionary_learning.trainers.top_k import TopKTrainer
from spec import Spec


def trainer_of(spec: Spec):
    shared = {
        "steps": spec.steps,
        "activation_dim": spec.d_in,
        "dict_size": spec.d_sae,
        "layer": 0,
        "lm_name": "files",
        "device": "cpu",
        "seed": spec.seed,
        "lr": spec.lr,
        "warmup_steps": spec.warm_up,
    }
    decay = {"decay_start": spec.steps - spec.decay} if spec.decay else {}
    sparsity_warm_up = {"sparsity_warmup_steps": max(1, spec.steps // 20)}
    if spec.arch in ("topk", "batchtopk"):
        trainer = TopKTrainer if spec.arch == "topk" else BatchTopKTrainer
        made = trainer(**shared, **decay, k=spec.k, threshold_start_step=spec.steps // 2)
    elif spec.arch == "matryoshka":
        made = MatryoshkaBatchTopKTrainer(
            **shared,
            **decay,
            k=spec.k,
            group_fractions=[1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 - 15 / 32],
            threshold_start_step=spec.steps // 2,
        )
    elif spec.arch == "jumprelu":
        made = JumpReluTrainer(
            **shared, **decay, **sparsity_warm_up, sparsity_penalty=spec.coefficient, target_l0=spec.target_l0
        )
    elif spec.arch == "gated":
        made = GatedSAETrainer(**shared, **decay, **sparsity_warm_up, l1_penalty=spec.coefficient)
    elif spec.arch == "relu-l1":
        made = StandardTrainerAprilUpdate(**shared, **decay, **sparsity_warm_up, l1_penalty=spec.coefficient)
    elif spec.arch == "relu-l1-2023":
        made = StandardTrainer(**shared, **decay, **sparsity_warm_up, l1_penalty=spec.coefficient)
    elif spec.arch == "p-anneal":
        made = PAnnealTrainer(
            **shared,
            **decay,
            **sparsity_warm_up,
            sparsity_function="Lp^p",
            initial_sparsity_penalty=spec.coefficient,
            anneal_start=spec.steps // 5,
            p_end=0.2,
        )
    else:
        raise ValueError(f"dictionary_learning has no {spec.arch}")
    # Ten million rows are never reached here: dead as Loupe counts it for runs of this length.
    window = max(1, min(1000, -(-spec.steps // 6))) * spec.batch
    if hasattr(made, "dead_feature_threshold"):
        made.dead_feature_threshold = window
    return made


class Training:
    def __init__(self, spec: Spec):
        self.trainer = trainer_of(spec)
        self.autocast = torch.autocast("cpu", dtype=torch.bfloat16, enabled=spec.bf16)
        self.done = 0

    def step(self, x: torch.Tensor, _y=None) -> None:
        with self.autocast:
            self.trainer.update(self.done, x)
        self.done += 1

    def finish(self):
        ae = self.trainer.ae

        def apply(x):
            acts = ae.encode(x)
            return acts, ae.decode(acts)

        return apply

    def decoder(self) -> torch.Tensor:
        ae = self.trainer.ae
        if hasattr(ae, "W_dec"):
            return ae.W_dec.detach()
        weight = ae.decoder.weight.detach()
        return weight.T
