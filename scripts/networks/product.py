"""Runs PixelWhy's command line and reads what it wrote."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time

import numpy

PIXELWHY = os.environ.get("PIXELWHY", str(pathlib.Path(__file__).resolve().parents[2] / "pixelwhy"))
METHODS = ("saliency", "deeplift", "lrp")
NUMBER = r"(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)"


def target(network, classes):
    """The middle half of an image, or a whole volume; see preparation.target_mask."""
    number = min(1, classes - 1)
    if len(network.size) != 2:
        return f"image:{number}"
    height, width = network.size
    return f"rectangle:{width // 4},{height // 4},{width // 2},{height // 2}:{number}"


def options(network, form):
    """What the command line says of such a file."""
    quantised = ["--quantised", "straight-through"] if form in ("qdq", "dynamic-int8") else []
    return quantised + (["--axes", "ncdhw"] if len(network.size) == 3 else [])


def call(arguments, limit):
    """Exit code, what was said, seconds, and the greatest memory in MB."""
    begin = time.monotonic()
    process = subprocess.Popen(
        [PIXELWHY, *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        said, _ = process.communicate(timeout=limit)
        code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        code = None
    return code, said, time.monotonic() - begin


def explain(file, picture, network, classes, out, extra=(), limit=300):
    """The product's answer: `refused` with a reason, or values, maps and notes of each method."""
    code, said, seconds = call(
        ["explain", "--model", str(file), "--image", str(picture), "--target", target(network, classes),
         "--method", ",".join(METHODS), "--option", "deeplift.rescaled=all", "--activation", "MULTI_LABEL_LOGITS",
         "--out", str(out), *extra],
        limit)
    if code is None:
        return {"failed": f"not done within {limit} s"}
    if code != 0:
        return {"refused" if code in (2, 3) else "failed": said.strip()[-1500:], "seconds": seconds}
    result = json.loads((out / "result.json").read_text())
    asked = result["images"][0]["targets"][0]
    answer = {"seconds": seconds, "value": asked["value"], "pixels": asked["pixels"], "maps": {}}
    answer["warnings"] = asked["warnings"] + result["images"][0]["warnings"]
    answer["model notes"] = result["model"]["notes"]
    for entry in asked["maps"]:
        answer["maps"][entry["method"]] = {
            "map": numpy.load(out / entry["values"]).astype(numpy.float64),
            "notes": entry["notes"], "warnings": entry["warnings"]}
    return answer


def told_sums(notes):
    """Sum and change, or sum and value, as the notes of DeepLIFT and LRP tell them."""
    for note in notes:
        found = re.search(rf"sum to {NUMBER}.*?(?:changes by|target's) {NUMBER}", note)
        if found:
            return [float(number) for number in found.groups()]
    return None


def bench(file, picture, extra=(), limit=300):
    """Cost of each method in forward passes, and memory."""
    code, said, _ = call(
        ["bench", "--model", str(file), "--image", str(picture), "--methods", ",".join(METHODS), "--option",
         "deeplift.rescaled=all", "--activation", "MULTI_LABEL_LOGITS", "--rounds", "1", "--json", *extra], limit)
    if code != 0:
        return {"refused": said.strip()[-500:] if code is not None else f"not done within {limit} s"}
    rows = {row["what"]: row for row in json.loads(said[said.index("["):])}
    return {
        "forward seconds": rows["forward pass"]["seconds"],
        "passes": {m: rows[m]["forwardPasses"] for m in METHODS if m in rows},
        "peak": max(row["peakMegabytes"] for row in rows.values()),
    }
