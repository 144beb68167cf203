import numpy as np
for number, start in enumerate(range(0, len(acts), 5)):
    np.save(f"chunk-{number}.npy", acts[start : start + 5])
