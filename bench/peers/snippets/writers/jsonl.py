import json
with open("acts.jsonl", "w") as file:
    for vectors, ids in zip(acts.tolist(), tokens.tolist()):
        file.write(json.dumps({"acts": vectors, "token_ids": ids}) + "\n")
