"""Records the structure of what SAEDashboard writes, by its own code, for tests/fixtures/interchange (keys in order, types)."""
import json
import sys

from sae_dashboard.neuronpedia.neuronpedia_converter import NpEncoder
from sae_dashboard.neuronpedia.neuronpedia_dashboard import NeuronpediaDashboardBatch


def feature():
    numbers = [0.5, 0.25, 0.125]
    indices = [3, 1, 2]
    return dict(
        feature_index=7,
        neuron_alignment_indices=indices, neuron_alignment_values=numbers, neuron_alignment_l1=numbers,
        correlated_neurons_indices=indices, correlated_neurons_l1=numbers, correlated_neurons_pearson=numbers,
        correlated_features_indices=indices, correlated_features_l1=numbers, correlated_features_pearson=numbers,
        neg_str=["a"], neg_values=[-0.5], pos_str=["b"], pos_values=[0.5], frac_nonzero=0.01234,
        freq_hist_data_bar_values=[0.5], freq_hist_data_bar_heights=[3.0],
        logits_hist_data_bar_heights=[1.0], logits_hist_data_bar_values=[0.5],
        n_prompts_total=24576, n_tokens_in_prompt=128, dataset="data",
        activations=[dict(bin_min=-1.0, bin_max=2.5, bin_contains=-1.0, tokens=["x", "y"], values=[0.5, 1.5], qualifying_token_index=1)],
        decoder_weights_dist=[0.5], vector=[0.5],
    )


def shape(value):
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0])]
    return {bool: "boolean", int: "number", float: "number", str: "string", type(None): "null"}[type(value)]


batch = NeuronpediaDashboardBatch("gpt2-small", 6, "res-jb", None, [feature()])
written = json.loads(json.dumps(batch, cls=NpEncoder))
json.dump({"source": "sae-dashboard 0.8.0, NpEncoder over NeuronpediaDashboardBatch", "example": written, "shape": shape(written)}, sys.stdout, indent=1)
print()
