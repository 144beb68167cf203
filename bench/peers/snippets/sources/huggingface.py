import torch
kept, layer = [], model.transformer.h[1].mlp
layer.register_forward_hook(lambda module, inputs, output: kept.append(output.detach()))
for batch in tokens.split(4): model(batch)
acts, tokens = torch.cat(kept).numpy(), tokens.numpy()
