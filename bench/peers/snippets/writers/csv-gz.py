import numpy as np
np.savetxt("acts.csv.gz", acts.reshape(-1, acts.shape[-1]), fmt="%.9g", delimiter=",")
