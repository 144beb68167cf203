"""Records the structure of what other tools write, by their own code, for tests/fixtures/interchange (keys in order, types).

    python record_structures.py saedashboard > tests/fixtures/interchange/saedashboard/batch.json
    python record_structures.py neuronpedia > tests/fixtures/interchange/neuronpedia/upload-batch.json
"""
import json
import sys


def dashboard_batch():
    from sae_dashboard.neuronpedia.neuronpedia_converter import NpEncoder
    from sae_dashboard.neuronpedia.neuronpedia_dashboard import NeuronpediaDashboardBatch

    batch = NeuronpediaDashboardBatch("gpt2-small", 6, "res-jb", None, [dashboard_feature()])
    return "sae-dashboard 0.8.0, NpEncoder over NeuronpediaDashboardBatch", json.loads(json.dumps(batch, cls=NpEncoder))


def dashboard_feature():
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


def upload_batch():
    """The body that the client would send; nothing is sent."""
    from neuronpedia.np_activation import Activation
    from neuronpedia.np_explanation import Explanation
    from neuronpedia.np_feature import Feature, Logit
    from neuronpedia.requests.feature_request import FeatureRequest

    sent = {}
    place = dict(modelId="gpt2-small", source="6-res-jb", index=7)
    interval = dict(quantileMax=1.5, quantileMin=0.5, quantileFraction=0.25)
    feature = Feature(
        **place, density=0.125, top_logits=[Logit("b", 0.5)], bottom_logits=[Logit("a", -0.5)],
        explanations=[Explanation(**place, text="names of people")],
        activations=[
            Activation(**place, tokens=["x", "y"], values=[0.5, 1.5]),
            Activation(**place, tokens=["x", "y"], values=[0.5, 1.0], **interval),
        ],
    )
    request = FeatureRequest(api_key="none")
    request.send_request = lambda **given: sent.update(given["json"])
    request.upload_batch("gpt2-small", "6-res-jb", [feature])
    return "neuronpedia 1.2.1, FeatureRequest.upload_batch", sent


def shape(value):
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0])]
    return {bool: "boolean", int: "number", float: "number", str: "string", type(None): "null"}[type(value)]


source, written = {"saedashboard": dashboard_batch, "neuronpedia": upload_batch}[sys.argv[1]]()
json.dump({"source": source, "example": written, "shape": shape(written)}, sys.stdout, indent=1)
print()
