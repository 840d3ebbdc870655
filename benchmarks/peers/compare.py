#!/usr/bin/env python3
"""The same explanations here and in PyTorch's libraries, by turns, as a Markdown table.

    python3 -m venv peers-env && peers-env/bin/pip install -r benchmarks/peers/requirements.txt
    peers-env/bin/python benchmarks/peers/compare.py [--rounds 5] [--turns 3] [--networks unet,nuclei] [--methods saliency,...]

Each turn runs one process of each side; of the turns the fastest median counts. A cell is the peer's time over ours and,
in brackets, ours in our own forward passes.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from torchvision.utils import save_image

import networks
import peer

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parents[1] / "pixelwhy"
ALL = [m for m in peer.METHODS if m != "sensitivity"]


def ours(path, name, rounds, methods):
    values = networks.build(name)[1]
    image = path.with_suffix(".png")
    save_image(values, str(image))
    maps = [m for m in methods if m != "infidelity"]
    command = [str(PROGRAM), "bench", "--json", "--model", str(path), "--image", str(image), "--rounds", str(rounds)]
    # torchvision writes grey pictures with three equal channels.
    command += ["--channels", "grey" if values.shape[1] == 1 else "rgb"]
    command += ["--threads", str(peer.THREADS), "--methods", ",".join(maps)]
    if "integrated-gradients" in maps:
        command += ["--option", f"integrated-gradients.steps={peer.STEPS}"]
    if "infidelity" in methods:
        command += ["--infidelity", "25"]
    rows = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    seconds = {row["what"]: row["seconds"] for row in rows}
    found = {method: seconds[method] for method in maps if method in seconds}
    found["forward"] = seconds["forward pass"]
    if "infidelity" in methods and "saliency" in maps:
        found["infidelity"] = seconds["saliency: infidelity with 25 samples"]
    return found


def theirs(name, rounds, methods):
    command = [sys.executable, "-W", "ignore", str(HERE / "peer.py"), name, str(rounds), *methods]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["seconds"]


def fastest(turns):
    return {what: min(turn[what] for turn in turns if what in turn) for what in set().union(*turns)}


def cell(what, here, there):
    if what not in here:
        return ""
    passes = f"({here[what] / here['forward']:.2f})"
    return f"{there[what] / here[what]:.2f} {passes}" if what in there else f"not there {passes}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--networks", default=",".join(networks.NETWORKS))
    parser.add_argument("--methods", default=",".join(ALL))
    options = parser.parse_args()
    names, methods = options.networks.split(","), options.methods.split(",")
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            path = networks.export(name, pathlib.Path(folder))
            turns = [(ours(path, name, options.rounds, methods), theirs(name, options.rounds, methods))
                     for _ in range(options.turns)]
            results[name] = fastest([a for a, _ in turns]), fastest([b for _, b in turns])
            print(name, *results[name], file=sys.stderr, flush=True)
    print("| | " + " | ".join(names) + " |")
    print("|---|" + "---|" * len(names))
    for what in ["forward", *methods]:
        print(f"| {what} | " + " | ".join(cell(what, *results[name]) for name in names) + " |")


if __name__ == "__main__":
    main()
