"""What one training is asked to be: the same for every library, so that they can be compared."""

from dataclasses import dataclass


@dataclass
class Spec:
    trainer: str  # saelens, dictionary_learning, sparsify, torch, torch-compile
    arch: str  # Loupe's names: topk, batchtopk, matryoshka, jumprelu, gated, relu-l1, relu-l1-2023, p-anneal
    d_in: int
    d_sae: int
    k: int
    batch: int
    steps: int
    lr: float = 1e-3
    warm_up: int = 0
    decay: int = 0  # steps of linear decay at the end
    coefficient: float = 1.0  # of the sparsity loss
    target_l0: float = 32.0
    seed: int = 0
    bf16: bool = False  # autocast
    kind: str = "sae"  # sae, transcoder, skip-transcoder
    d_out: int = 0

    def prefixes(self) -> list[int]:
        """Nested widths as dictionary_learning's default fractions make them: 1/32, 1/16, 1/8, 1/4, the rest."""
        groups = [self.d_sae // part for part in (32, 16, 8, 4)]
        sums = [sum(groups[: i + 1]) for i in range(len(groups))]
        return [*sums, self.d_sae]
