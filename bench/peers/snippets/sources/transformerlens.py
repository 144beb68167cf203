name = "blocks.1.hook_resid_post"
_, cache = model.run_with_cache(tokens, names_filter=name)
acts, tokens = cache[name].detach().numpy(), tokens.numpy()
