import numpy as np
acts, tokens = np.stack(vectors).astype(np.float32), np.stack(ids)
