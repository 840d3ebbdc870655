"""Measures all networks, each in a process of its own: run.py WORK [--rows|--costs] [TEXT...].

What was measured already is not measured again; TEXT chooses networks whose library or name contains it.
"""

import importlib
import json
import multiprocessing
import os
import pathlib
import sys
import time

import catalogue

LIMIT = 900
IMPORTS = ("torch", "torchvision", "segmentation_models_pytorch", "transformers", "monai.networks.nets", "timm",
           "onnxruntime.quantization", "onnxscript", "measure", "cost")


def main(work, texts):
    steps = [("measure", "rows"), ("cost", "costs")]
    steps = [step for step in steps if not {"--rows", "--costs"} & set(texts) or f"--{step[1]}" in texts]
    texts = [text for text in texts if not text.startswith("--")]
    for module in IMPORTS:
        importlib.import_module(module)
    for step, kind in steps:
        for library, networks in catalogue.LIBRARIES.items():
            for network in networks:
                row = work / kind / library / f"{network.key}.json"
                chosen = not texts or any(text in f"{library} {network.name}" for text in texts)
                possible = kind == "rows" or (work / "rows" / library / row.name).exists()
                if chosen and possible and not row.exists():
                    print(f"{step}: {library}: {network.name}", flush=True)
                    begin = time.monotonic()
                    run(step, library, network, work, row)
                    print(f"  {time.monotonic() - begin:.0f} s", flush=True)


def run(step, library, network, work, row):
    """One step for one network; a process that fails is the row's content."""
    context = multiprocessing.get_context("fork")
    process = context.Process(target=child, args=(step, library, network, work))
    process.start()
    process.join(LIMIT)
    failure = f"the measuring process ended with exit code {process.exitcode}"
    if process.is_alive():
        process.kill()
        process.join()
        failure = f"not measured within {LIMIT} s"
    if not row.exists():
        row.parent.mkdir(parents=True, exist_ok=True)
        row.write_text(json.dumps(
            {"library": library, "name": network.name, "size": network.size, "forms": {}, "not built": failure}))


def child(step, library, network, work):
    log = os.open(work / "log.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.modules[step].measure(library, network, work)


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    main(folder, sys.argv[2:])
