"""Measures one network: writes WORK/rows/LIBRARY/KEY.json."""

import json
import time
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy

import product
import quantised
from export import write
from preparation import image, prepared, relative
from reference import in_half, reference


def measure(library, network, work):
    warnings.filterwarnings("ignore")
    rows = work / "rows" / library / f"{network.key}.json"
    files = work / "files" / library / network.key
    files.mkdir(parents=True, exist_ok=True)
    rows.parent.mkdir(parents=True, exist_ok=True)
    record = {"library": library, "name": network.name, "size": network.size, "dynamic": network.dynamic, "forms": {}}
    try:
        model = prepared(network)
        expected = reference(model, network)
    except Exception:
        record["not built"] = traceback.format_exc()[-2000:]
        rows.write_text(json.dumps(record, indent=1))
        return
    record["parameters"] = sum(p.numel() for p in model.parameters())
    picture = files / "image.npy"
    numpy.save(picture, image(network).numpy())
    answers = {}
    # One at a time: while PixelWhy works on a file, the next one is written.
    with ThreadPoolExecutor(1) as worker:
        for form in network.forms:
            path = files / f"{form}.onnx"
            try:
                seconds = written(model, network, form, path, files)
            except Exception as reason:
                record["forms"][form] = {"not exported": f"{type(reason).__name__}: {reason}"[:600]}
                continue
            here = expected_of(form, model, network, path, expected)
            answers[form] = worker.submit(measured, network, form, path, picture, here, files)
            record["forms"][form] = {"export seconds": seconds}
    maps = {}
    for form, answer in answers.items():
        row, maps[form] = answer.result()
        record["forms"][form] |= row
        print(library, network.name, form, json.dumps(row)[:3000], flush=True)
    compare_exporters(record, maps)
    rows.write_text(json.dumps(record, indent=1))


def written(model, network, form, path, files):
    """Writes a file, where it is not there; seconds that took."""
    begin = time.monotonic()
    if not path.exists():
        aside = path.with_suffix(".part")
        write(model, network, form, str(aside), str(files / "script.onnx"))
        aside.rename(path)
    return time.monotonic() - begin


def expected_of(form, model, network, path, expected):
    if form == "qdq":
        return quantised.reference(str(path), network)
    if form == "float16":
        return in_half(model, network)
    return expected if form != "dynamic-int8" else None


def measured(network, form, path, picture, expected, files):
    """A row of the table, and the maps."""
    extra = product.options(network, form)
    classes = 3 if network.channels == 3 else 2
    answer = product.explain(path, picture, network, classes, files / f"{form}-out", extra)
    maps = {method: entry["map"] for method, entry in answer.get("maps", {}).items()}
    row = {k: v for k, v in answer.items() if k != "maps"} | {"megabytes": path.stat().st_size / 1e6}
    row["missing"] = [m for m in product.METHODS if "maps" in answer and m not in maps]
    row["notes"] = {m: e["notes"] + e["warnings"] for m, e in answer.get("maps", {}).items()}
    if "saliency" in maps and expected:
        row["saliency error"] = relative(maps["saliency"], expected["gradient"].reshape(maps["saliency"].shape))
        row |= {"own": expected["own"], "precision": expected["precision"]}
    if expected and "value" in answer:
        row["value error"] = abs(answer["value"] - expected["value"]) / max(1e-9, abs(expected["value"]))
    if "deeplift" in maps:
        told = product.told_sums(answer["maps"]["deeplift"]["notes"])
        change = expected["change"] if expected else (told or [0, 0])[1]
        row["deeplift"] = {"sum": maps["deeplift"].sum(), "change": change, "told": told}
    if "lrp" in maps:
        row["lrp"] = {"sum": maps["lrp"].sum(), "value": answer["value"]}
    row["finite"] = all(bool(numpy.isfinite(m).all()) for m in maps.values())
    return row, maps


def compare_exporters(record, maps):
    """The same network written by both exporters should get the same maps."""
    if "script" in maps and "dynamo" in maps:
        record["between exporters"] = {
            m: relative(maps["dynamo"][m], maps["script"][m])
            for m in product.METHODS if m in maps["script"] and m in maps["dynamo"]}
