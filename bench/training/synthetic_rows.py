"""
Rows of sae_lens.synthetic: python synthetic_rows.py '{"features": 256, "dIn": 96, "active": 6, "seed": 0, "rows": 50000}' FOLDER
writes train.npy, validation.npy (scaled to a mean norm of sqrt(dIn)) and truth.npy [features, dIn].
"""

import json
import sys

import numpy as np
import torch
from sae_lens.synthetic import ActivationGenerator, FeatureDictionary

asked, folder = json.loads(sys.argv[1]), sys.argv[2]
torch.manual_seed(asked["seed"])
features, width = asked["features"], asked["dIn"]
directions = FeatureDictionary(num_features=features, hidden_dim=width)
generator = ActivationGenerator(
    num_features=features,
    firing_probabilities=asked["active"] / features,
    std_firing_magnitudes=0.3,
    mean_firing_magnitudes=1.0,
)
with torch.no_grad():
    rows = directions(generator.sample(asked["rows"] + 4096)).numpy().astype(np.float32)
    truth = directions.feature_vectors.numpy().astype(np.float32)
rows *= np.sqrt(width) / np.linalg.norm(rows, axis=1).mean()
np.save(f"{folder}/train.npy", rows[: asked["rows"]])
np.save(f"{folder}/validation.npy", rows[asked["rows"] :])
np.save(f"{folder}/truth.npy", truth)
