acts.tofile("acts.bin")
