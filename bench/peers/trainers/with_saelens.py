"""sae-lens: its own trainer, step by step, as its fit() goes."""

import tempfile

import torch
from sae_lens.config import LoggingConfig, SAETrainerConfig
from sae_lens.saes.batchtopk_sae import BatchTopKTrainingSAE, BatchTopKTrainingSAEConfig
from sae_lens.saes.gated_sae import GatedTrainingSAE, GatedTrainingSAEConfig
from sae_lens.saes.jumprelu_sae import JumpReLUTrainingSAE, JumpReLUTrainingSAEConfig
from sae_lens.saes.matryoshka_batchtopk_sae import (
    MatryoshkaBatchTopKTrainingSAE,
    MatryoshkaBatchTopKTrainingSAEConfig,
)
from sae_lens.saes.sae import SAE
from sae_lens.saes.standard_sae import StandardTrainingSAE, StandardTrainingSAEConfig
from sae_lens.saes.topk_sae import TopKTrainingSAE, TopKTrainingSAEConfig
from sae_lens.training.sae_trainer import SAETrainer
from spec import Spec


def sae_of(spec: Spec):
    shared = {"d_in": spec.d_in, "d_sae": spec.d_sae, "device": "cpu"}
    warm_up = spec.steps // 20
    if spec.arch == "topk":
        # Our scale of inputs: the loss is summed over dimensions, so AuxK of 1 as the library has it.
        return TopKTrainingSAE(TopKTrainingSAEConfig(**shared, k=spec.k))
    if spec.arch == "batchtopk":
        return BatchTopKTrainingSAE(BatchTopKTrainingSAEConfig(**shared, k=spec.k))
    if spec.arch == "matryoshka":
        config = MatryoshkaBatchTopKTrainingSAEConfig(**shared, k=spec.k, matryoshka_widths=spec.prefixes())
        return MatryoshkaBatchTopKTrainingSAE(config)
    if spec.arch == "jumprelu":
        config = JumpReLUTrainingSAEConfig(
            **shared,
            l0_coefficient=spec.coefficient,
            l0_warm_up_steps=warm_up,
            jumprelu_sparsity_loss_mode="quadratic",
            target_l0=spec.target_l0,
        )
        return JumpReLUTrainingSAE(config)
    if spec.arch == "gated":
        return GatedTrainingSAE(GatedTrainingSAEConfig(**shared, l1_coefficient=spec.coefficient, l1_warm_up_steps=warm_up))
    if spec.arch == "relu-l1":
        return StandardTrainingSAE(
            StandardTrainingSAEConfig(**shared, l1_coefficient=spec.coefficient, l1_warm_up_steps=warm_up)
        )
    raise ValueError(f"sae-lens has no {spec.arch}")


class Training:
    def __init__(self, spec: Spec):
        torch.manual_seed(spec.seed)
        self.sae = sae_of(spec)
        self.feed = [None]
        config = SAETrainerConfig(
            total_training_samples=spec.steps * spec.batch,
            train_batch_size_samples=spec.batch,
            lr=spec.lr,
            lr_end=0.0 if spec.decay else spec.lr,
            lr_warm_up_steps=spec.warm_up,
            lr_decay_steps=spec.decay,
            autocast=spec.bf16,
            # As Loupe's default for runs of this length, so that dead features are treated alike.
            dead_feature_window=max(1, min(1000, -(-spec.steps // 6))),
            logger=LoggingConfig(log_to_wandb=False),
        )
        self.trainer = SAETrainer(cfg=config, sae=self.sae, data_provider=iter(()))

    def step(self, x: torch.Tensor, _y=None) -> None:
        self.trainer.maybe_reset_sparsity()
        self.trainer.step(x)
        self.trainer.n_training_steps += 1

    def finish(self):
        """The inference form: (rows) -> (activations, reconstruction)."""
        with tempfile.TemporaryDirectory() as folder:
            self.sae.save_inference_model(folder)
            inference = SAE.load_from_disk(folder)

        def apply(x):
            acts = inference.encode(x)
            return acts, inference.decode(acts)

        return apply

    def decoder(self) -> torch.Tensor:
        """[d_sae, d_in]"""
        return self.sae.W_dec.detach()
