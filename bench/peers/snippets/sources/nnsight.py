with model.trace(tokens):
    saved = model.transformer.h[1].mlp.output.save()
acts, tokens = saved.detach().numpy(), tokens.numpy()
