import numpy as np
np.savez_compressed("acts.npz", acts=acts, tokens=tokens)
