"""Runs the snippets of bench/peers/snippets for one source: python run_snippets.py SOURCE FOLDER

models/SOURCE.py makes a tiny random model, sources/SOURCE.py takes activations of it, and every writers/*.py writes them into
a folder of its own. FOLDER/SOURCE/truth.npy holds the rows as they were in memory. Prints one JSON object per writer.
"""

import json
import os
import sys
import traceback
from pathlib import Path

import numpy as np

snippets = Path(__file__).resolve().parent / "snippets"


def run(path: Path, names: dict) -> None:
    exec(compile(path.read_text(), str(path), "exec"), names)


def main() -> None:
    source, folder = sys.argv[1], Path(sys.argv[2]).resolve() / sys.argv[1]
    folder.mkdir(parents=True)
    names: dict = {}
    run(snippets / "models" / f"{source}.py", names)
    run(snippets / "sources" / f"{source}.py", names)
    np.save(folder / "truth.npy", names["acts"].reshape(-1, names["acts"].shape[-1]))
    for writer in sorted((snippets / "writers").glob("*.py")):
        (folder / writer.stem).mkdir()
        os.chdir(folder / writer.stem)
        try:
            run(writer, dict(names))
            print(json.dumps({"writer": writer.stem}), flush=True)
        except Exception:
            print(json.dumps({"writer": writer.stem, "error": traceback.format_exc(limit=-2)}), flush=True)


main()
