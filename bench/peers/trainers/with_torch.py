"""PyTorch by hand, eager or compiled: what a researcher's own script would be. Dense, fused Adam, unit decoder rows for TopK."""

import torch
from spec import Spec


class Training:
    def __init__(self, spec: Spec, compiled: bool):
        torch.manual_seed(spec.seed)
        self.spec = spec
        decoder = torch.nn.functional.normalize(torch.randn(spec.d_sae, spec.d_in), dim=1)
        scale = 0.1 if spec.arch == "relu-l1" else 1.0
        self.W_enc = (decoder.T * scale).clone().contiguous().requires_grad_()
        self.b_enc = torch.zeros(spec.d_sae, requires_grad=True)
        self.W_dec = (decoder * scale).clone().requires_grad_()
        self.b_dec = torch.zeros(spec.d_in, requires_grad=True)
        self.parameters = [self.W_enc, self.b_enc, self.W_dec, self.b_dec]
        self.optimizer = torch.optim.Adam(self.parameters, lr=spec.lr, fused=True)
        self.loss = torch.compile(self._loss) if compiled else self._loss
        self.autocast = torch.autocast("cpu", dtype=torch.bfloat16, enabled=spec.bf16)

    def _loss(self, x):
        pre = (x - self.b_dec) @ self.W_enc + self.b_enc
        if self.spec.arch == "topk":
            values, where = torch.relu(pre).topk(self.spec.k, dim=1, sorted=False)
            acts = torch.zeros_like(pre).scatter_(1, where, values)
            penalty = 0.0
        else:
            acts = torch.relu(pre)
            penalty = self.spec.coefficient * (acts * self.W_dec.norm(dim=1)).sum(1).mean()
        recon = acts @ self.W_dec + self.b_dec
        return (recon.float() - x).pow(2).sum(1).mean() + penalty

    def step(self, x, _y=None):
        with self.autocast:
            loss = self.loss(x)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        if self.spec.arch == "topk":
            with torch.no_grad():
                self.W_dec.div_(self.W_dec.norm(dim=1, keepdim=True))

    def decoder(self):
        return self.W_dec.detach()

    def finish(self):
        def apply(x):
            pre = (x - self.b_dec) @ self.W_enc + self.b_enc
            acts = torch.relu(pre)
            if self.spec.arch == "topk":
                values, where = acts.topk(self.spec.k, dim=1)
                acts = torch.zeros_like(acts).scatter_(1, where, values)
            return acts, acts @ self.W_dec + self.b_dec

        return apply
