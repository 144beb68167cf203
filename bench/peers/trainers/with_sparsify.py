"""
sparsify: its Trainer.fit() on a model whose only module maps row numbers to what the files hold, so that its hooks see the
rows as the input and the output of a layer.
"""

import tempfile

import torch
from spec import Spec
from sparsify import SparseCoderConfig, TrainConfig, Trainer
from torch import nn
from transformers import PretrainedConfig, PreTrainedModel


class RowsConfig(PretrainedConfig):
    model_type = "rows"


class Layer(nn.Module):
    """Knows both sides of every row; its forward pass looks the outputs up."""

    def __init__(self, outputs: torch.Tensor):
        super().__init__()
        self.outputs = outputs
        self.rows = None

    def forward(self, _inputs):
        return self.outputs[self.rows]


class Rows(PreTrainedModel):
    config_class = RowsConfig
    base_model_prefix = ""

    def __init__(self, inputs: torch.Tensor, outputs: torch.Tensor):
        super().__init__(RowsConfig(num_hidden_layers=1))
        self.inputs = inputs
        self.layer = Layer(outputs)
        self.anchor = nn.Parameter(torch.zeros(1))

    @property
    def dummy_inputs(self):
        return {"input_ids": torch.zeros(1, 2, dtype=torch.long)}

    def forward(self, input_ids, **_):
        self.layer.rows = input_ids
        return self.layer(self.inputs[input_ids])


class Numbers(torch.utils.data.Dataset):
    """Row numbers in the order in which they are trained on, as sequences of one batch."""

    def __init__(self, order: torch.Tensor, batch: int):
        self.order = order.reshape(-1, batch)

    def __len__(self):
        return len(self.order)

    def __getitem__(self, at):
        return {"input_ids": self.order[at]}


def fit(spec: Spec, inputs: torch.Tensor, outputs: torch.Tensor, order: torch.Tensor):
    """Trains on the rows `order` [steps × batch]; gives the sparse coder."""
    # The class wraps forward in a CUDA autocast that asks for a CUDA device; on a CPU it does nothing.
    coder = SparseCoderConfig(
        num_latents=spec.d_sae,
        k=spec.k,
        transcode=spec.kind != "sae",
        skip_connection=spec.kind == "skip-transcoder",
        normalize_decoder=spec.kind == "sae",
    )
    with tempfile.TemporaryDirectory() as folder:
        config = TrainConfig(
            sae=coder,
            batch_size=1,
            optimizer="adam",
            lr=spec.lr,
            lr_warmup_steps=spec.warm_up,
            auxk_alpha=1 / 32,
            dead_feature_threshold=max(1, min(1000, -(-spec.steps // 6))) * spec.batch,
            hookpoints=["layer"],
            init_seeds=[spec.seed],
            log_to_wandb=False,
            save_every=10**9,
            save_dir=folder,
        )
        trainer = Trainer(config, Numbers(order, spec.batch), Rows(inputs, outputs))
        trainer.fit()
        return next(iter(trainer.saes.values()))


def inference(coder):
    def apply(x):
        top, where, _ = coder.encode(x)
        acts = torch.zeros(len(x), coder.num_latents).scatter_(1, where, top)
        out = coder.decode(top, where)
        return acts, out if coder.W_skip is None else out + x @ coder.W_skip.mT

    return apply
