kept = []
model[1].register_forward_hook(lambda module, inputs, output: kept.append(output.detach()))
model(tokens)
acts, tokens = kept[0].numpy(), tokens.numpy()
