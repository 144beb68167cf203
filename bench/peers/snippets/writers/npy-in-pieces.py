from numpy.lib.format import open_memmap
file = open_memmap("acts.npy", mode="w+", dtype="float16", shape=acts.shape)
for start in range(0, len(acts), 4):
    file[start : start + 4] = acts[start : start + 4]
