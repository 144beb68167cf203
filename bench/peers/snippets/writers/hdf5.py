import h5py
with h5py.File("acts.h5", "w") as file:
    file.create_dataset("layer1/acts", data=acts, chunks=(4, *acts.shape[1:]), compression="gzip", shuffle=True)
    file.create_dataset("layer1/tokens", data=tokens)
