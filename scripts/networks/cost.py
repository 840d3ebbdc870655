"""Time and memory of one network's first file: writes WORK/costs/LIBRARY/KEY.json."""

import json

import product


def measure(library, network, work):
    files = work / "files" / library / network.key
    out = work / "costs" / library / f"{network.key}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    form = next((form for form in network.forms if (files / f"{form}.onnx").exists()), None)
    cost = {} if form is None else product.bench(
        files / f"{form}.onnx", files / "image.npy", product.options(network, form))
    out.write_text(json.dumps(cost | {"form": form}))
