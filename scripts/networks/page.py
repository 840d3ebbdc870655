"""Writes docs/networks.md of what was measured: page.py WORK."""

import importlib.metadata
import json
import pathlib
import sys
import textwrap

import catalogue

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = ("torch", "torchvision", "segmentation_models_pytorch", "timm", "transformers", "monai", "onnx", "onnxscript",
            "onnxruntime")
NAMES = {"script": "TorchScript", "dynamo": "dynamo", "qdq": "QDQ int8", "dynamic-int8": "dynamic int8",
         "float16": "float16"}
HEAD = "| network | size | file | saliency | PyTorch's own | DeepLIFT misses | LRP | saliency, DeepLIFT, LRP cost | memory |\n"
LINE = "|---|---|---|---:|---:|---:|---:|---:|---:|\n"


def short(number):
    return "-" if number is None else f"{number:.0e}".replace("e-0", "e-").replace("e+0", "e+")


def percent(number):
    return "0 %" if abs(number) < 5e-5 else f"{100 * number:.2g} %"


def lines_of(record, cost):
    """One line of the table for each file of a network."""
    size = "x".join(str(extent) for extent in record["size"]) + (", open" if record.get("dynamic") else "")
    lines, name = [], record["name"]
    for form, row in record["forms"].items():
        lines.append(f"| {name} | {size} | {NAMES[form]} | {cells(row, cost if cost.get('form') == form else {})} |\n")
        name = size = ""
    return lines


def cells(row, cost):
    if "not exported" in row:
        return "not exported by PyTorch | | | | |"
    if "refused" in row or "failed" in row:
        return f"{'refused' if 'refused' in row else '**failed**'} | | | | |"
    deeplift, lrp = row.get("deeplift"), row.get("lrp")
    missed = "-" if not deeplift else percent(
        abs(deeplift["sum"] - deeplift["change"]) / max(1e-30, abs(deeplift["change"])))
    arrived = "-" if not lrp else f"{lrp['sum'] / lrp['value']:.2f}"
    passes = cost.get("passes")
    told = ", ".join(f"{passes[m]:.1f}" for m in ("saliency", "deeplift", "lrp")) if passes else ""
    memory = f"{cost['peak']} MB" if passes else ""
    return f"{short(row.get('saliency error'))} | {short(row.get('own'))} | {missed} | {arrived} | {told} | {memory}"


def summary(records):
    forms = [(r, f, row) for r in records for f, row in r["forms"].items()]
    answered = [x for x in forms if "value" in x[2]]
    compared = [row for _, _, row in answered if "saliency error" in row]
    right = [row for row in compared if row["saliency error"] <= max(1e-4, 2 * (row.get("own") or 0))]
    whole = [row for _, _, row in answered if "deeplift" in row
             and abs(row["deeplift"]["sum"] - row["deeplift"]["change"]) <= 0.01 * abs(row["deeplift"]["change"])]
    both = [v for r in records for v in (r.get("between exporters") or {}).items()]
    lrp = [value for method, value in both if method == "lrp"]
    return (f"{len(records)} networks, {len(forms)} files: {len(answered)} answered, "
            f"{sum('refused' in row for _, _, row in forms)} refused with a reason, "
            f"{sum('not exported' in row for _, _, row in forms)} that PyTorch did not export. Of {len(compared)} gradients that "
            f"could be compared {len(right)} are right; DeepLIFT's contributions sum to the change within 1 % in {len(whole)} of "
            f"{sum('deeplift' in row for _, _, row in answered)} files. {len(lrp)} networks were written by both exporters; "
            f"their maps of LRP differ by at most {short(max(lrp, default=0))}.\n")


def wrong(records):
    """What misses, row by row."""
    lines = []
    for record in records:
        for form, row in record["forms"].items():
            here = f"- {record['name']} ({NAMES[form]}): "
            error, own = row.get("saliency error"), row.get("own") or 0
            if error is not None and error > max(1e-4, 2 * own):
                lines.append(f"{here}the gradient is {percent(error)} off (PyTorch's own: {percent(own)}).\n")
            deeplift, lrp = row.get("deeplift"), row.get("lrp")
            if deeplift and not abs(deeplift["sum"] - deeplift["change"]) <= 0.01 * abs(deeplift["change"]):
                lines.append(f"{here}DeepLIFT's contributions sum to {deeplift['sum']:.3g} for a change of "
                             f"{deeplift['change']:.3g}.\n")
            if lrp and not abs(lrp["sum"]) <= 3 * abs(lrp["value"]):
                lines.append(f"{here}LRP's relevance sums to {lrp['sum']:.3g} for a value of {lrp['value']:.3g}.\n")
            if "failed" in row or not row.get("finite", True):
                lines.append(f"{here}{row.get('failed', 'a map has values that are no numbers')}\n")
        for method, difference in (record.get("between exporters") or {}).items():
            own = max((row.get("own") or 0 for row in record["forms"].values() if row.get("precision")), default=0)
            if difference > max(1e-3, 2 * own):
                lines.append(f"- {record['name']}: the files of both exporters get maps by {method} that differ by "
                             f"{percent(difference)}.\n")
        if "not built" in record:
            lines.append(f"- {record['name']}: not measured; {record['not built'].strip().splitlines()[-1]}\n")
    return "".join(lines) or "Nothing that was measured.\n"


def refusals(records):
    reasons = {}
    for record in records:
        for form, row in record["forms"].items():
            if "refused" in row:
                reason = row["refused"].split("image.npy: ")[-1].removeprefix("pixelwhy: ")
                reasons.setdefault(reason.split("'")[0].strip(), (reason, []))[1].append(f"{record['name']} ({NAMES[form]})")
            for warning in row.get("warnings", []):
                if warning.startswith("no map by"):
                    reasons.setdefault(warning.split("'")[0], (warning, []))[1].append(f"{record['name']} ({NAMES[form]})")
    return "".join(f"- {', '.join(names)}: \"{reason}\"\n" for reason, names in reasons.values())


def main(work):
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    text = (pathlib.Path(__file__).parent / "page.md").read_text()
    records, tables = [], ""
    for library, networks in catalogue.LIBRARIES.items():
        tables += f"## {library}\n\n{HEAD}{LINE}"
        for network in networks:
            path = work / "rows" / library / f"{network.key}.json"
            if not path.exists():
                print(f"not measured yet: {library}, {network.name}", file=sys.stderr)
                continue
            record = json.loads(path.read_text())
            cost = work / "costs" / library / f"{network.key}.json"
            tables += "".join(lines_of(record, json.loads(cost.read_text()) if cost.exists() else {}))
            records.append(record)
        tables += "\n"
    parts = {"VERSIONS": textwrap.fill(versions + ".", 128), "SUMMARY": textwrap.fill(summary(records), 128), "WRONG": wrong(records),
             "REFUSALS": refusals(records), "TABLES": tables}
    for key, value in parts.items():
        text = text.replace("{" + key + "}", value.rstrip("\n"))
    (ROOT / "docs" / "networks.md").write_text(text)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
