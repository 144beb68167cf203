"""Opens what `loupe export` writes for other tools with those tools' own code, and compares with Loupe's activations.

    python check_targets.py --dashboard FOLDER --neuronpedia FOLDER --delphi FOLDER --activations FOLDER [--labeled FOLDER]

dashboard: every batch through sae_dashboard's NeuronpediaDashboardBatch and NpEncoder, the same again key by key.
neuronpedia: every upload batch through the client of Neuronpedia, which would send the same (nothing is sent).
delphi: every split through delphi's TensorBuffer, the activations of each latent against activations.safetensors.
labeled: Parquet with pyarrow; labels.jsonl against the schema beside it with jsonschema, and that lines with something wrong
in them do not pass; skipped with the reason where these are not installed.
Prints one JSON line per check; exit code 1 when one fails.
"""
import argparse
import glob
import json
import os
import sys
from unittest.mock import MagicMock

import numpy as np
from safetensors.numpy import load_file


def dashboard(folder):
    from sae_dashboard.neuronpedia.neuronpedia_converter import NpEncoder
    from sae_dashboard.neuronpedia.neuronpedia_dashboard import NeuronpediaDashboardBatch

    features = 0
    for path in sorted(glob.glob(f"{folder}/batch-*.json")):
        with open(path) as file:
            written = json.load(file)
        again = json.loads(json.dumps(NeuronpediaDashboardBatch(**written), cls=NpEncoder))
        if json.dumps(again) != json.dumps(written):
            return {"ok": False, "file": path}
        features += len(written["features"])
    return {"ok": features > 0, "features": features}


def neuronpedia(folder):
    from neuronpedia.np_activation import Activation
    from neuronpedia.np_explanation import Explanation
    from neuronpedia.np_feature import Feature, Logit
    from neuronpedia.requests.feature_request import FeatureRequest

    sent = {}
    request = FeatureRequest(api_key="none")
    request.send_request = lambda **given: sent.update(given["json"])
    features = 0
    for path in sorted(glob.glob(f"{folder}/upload/batch-*.json")):
        with open(path) as file:
            written = json.load(file)
        own = []
        for feature in written["features"]:
            place = dict(modelId=written["modelId"], source=written["source"], index=feature["index"])
            logits = [feature[end] and [Logit(**logit) for logit in feature[end]] for end in ["topLogits", "bottomLogits"]]
            texts = [Explanation(**place, text=item["text"], method=item["methodName"], explainer_model=item["modelName"]) for item in feature["explanations"]]
            activations = [Activation(**place, **item) for item in feature["activations"]]
            own.append(Feature(**place, density=feature["density"], top_logits=logits[0], bottom_logits=logits[1], explanations=texts, activations=activations))
        request.upload_batch(written["modelId"], written["source"], own)
        if json.dumps(sent) != json.dumps(written):
            return {"ok": False, "file": path}
        features += len(own)
    return {"ok": features > 0, "features": features}


def loader():
    """delphi's own reader. Its neighbors import services of explanation that are not needed for reading: those may be missing."""
    while True:
        try:
            from delphi.latents.loader import TensorBuffer

            return TensorBuffer
        except ModuleNotFoundError as error:
            if error.name.startswith("delphi"):
                raise
            sys.modules[error.name] = MagicMock()
            for name in [name for name in sys.modules if name.startswith("delphi")]:
                del sys.modules[name]


def delphi(folder, activations):
    TensorBuffer = loader()

    own = load_file(f"{activations}/activations.safetensors")
    latents_seen, entries, worst = 0, 0, 0.0
    for path in glob.glob(f"{folder}/*/*.safetensors"):
        module = os.path.basename(os.path.dirname(path))
        for latent_data in TensorBuffer(path, module):
            latent = latent_data.latent.latent_index
            expected = own["values"][own["features"] == latent]
            expected = expected[np.abs(expected) > 1e-5]
            found = latent_data.activation_data.activations.numpy()
            if len(found) != len(expected):
                return {"ok": False, "latent": latent, "found": len(found), "expected": len(expected)}
            worst = max(worst, float(np.abs(found.astype(np.float32) - expected.astype(np.float16).astype(np.float32)).max()))
            latents_seen += 1
            entries += len(found)
    return {"ok": worst == 0 and latents_seen > 0, "latents": latents_seen, "entries": entries, "max_difference": worst}


def tables(folder):
    import pyarrow.parquet

    found = {}
    for path in glob.glob(f"{folder}/*.parquet"):
        table = pyarrow.parquet.read_table(path)
        found[os.path.basename(path)] = {"rows": table.num_rows, "columns": {field.name: str(field.type) for field in table.schema}}
    return {"ok": len(found) > 0, "files": found}


def labels(folder):
    import jsonschema

    with open(f"{folder}/labels.schema.json") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    with open(f"{folder}/labels.jsonl") as file:
        lines = [json.loads(line) for line in file]
    wrong = [index for index, line in enumerate(lines) if not validator.is_valid(line)]
    # What is wrong has to be refused, or the schema says nothing.
    taken = [name for name, change in wrong_lines().items() if validator.is_valid(change(json.loads(json.dumps(lines[0]))))]
    return {"ok": len(lines) > 0 and not wrong and not taken, "lines": len(lines), "wrong": wrong, "taken": taken, "refused": len(wrong_lines()) - len(taken)}


def wrong_lines():
    def without(key):
        return lambda line: {name: value for name, value in line.items() if name != key}

    def with_fact(line):
        facts = {"density": 0.5, "active_rows": 5, "mean": 1.0, "max": 2.0, "mass": 0.1, "nearest_cosine": 0.5}
        return {**line, "facts": {**facts, "active_rows": -1}}

    required = ["schema", "version", "feature", "label", "status", "confidence", "tags"]
    return {
        **{f"without {key}": without(key) for key in required},
        "another schema": lambda line: {**line, "schema": "loupe.annotations"},
        "another version": lambda line: {**line, "version": 2},
        "a feature below 0": lambda line: {**line, "feature": -1},
        "a feature as text": lambda line: {**line, "feature": "7"},
        "half a feature": lambda line: {**line, "feature": 1.5},
        "a label that is no text": lambda line: {**line, "label": None},
        "a state nobody knows": lambda line: {**line, "status": "done"},
        "a confidence of 4": lambda line: {**line, "confidence": 4},
        "tags as one text": lambda line: {**line, "tags": "code; syntax"},
        "a field nobody knows": lambda line: {**line, "colour": "red"},
        "active rows below 0": with_fact,
        "an example without tokens": lambda line: {**line, "examples": [{"row": 1, "activation": 2.0, "source": "1", "activations": [], "peak": 0}]},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ["dashboard", "neuronpedia", "delphi", "activations", "labeled"]:
        parser.add_argument(f"--{name}")
    given = parser.parse_args()
    checks = []
    if given.dashboard:
        checks.append(("dashboard", lambda: dashboard(given.dashboard)))
    if given.neuronpedia:
        checks.append(("neuronpedia", lambda: neuronpedia(given.neuronpedia)))
    if given.delphi and given.activations:
        checks.append(("delphi", lambda: delphi(given.delphi, given.activations)))
    if given.labeled:
        checks += [("parquet", lambda: tables(given.labeled)), ("labels", lambda: labels(given.labeled))]
    good = True
    for name, check in checks:
        try:
            result = check()
        except ModuleNotFoundError as error:
            result = {"ok": True, "skipped": str(error)}
        good = good and result["ok"]
        print(json.dumps({"check": name, **result}), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
