# Vectors from anywhere, one list per sequence.
import numpy

random = numpy.random.default_rng(0)
vectors = [random.normal(size=(16, 64)) for _ in range(12)]
ids = [random.integers(100, size=16) for _ in range(12)]
