import numpy as np
np.save("acts.npy", acts)
np.save("tokens.npy", tokens)
