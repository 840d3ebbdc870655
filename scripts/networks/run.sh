#!/usr/bin/env bash
# Measures PixelWhy on networks of PyTorch's libraries and writes docs/networks.md.
# scripts/networks/run.sh WORK   WORK: a folder outside the repository (20 GB); what is measured there already stays.
set -euo pipefail

[ $# -ge 1 ] || { echo "usage: scripts/networks/run.sh WORK [TEXT...]" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
mkdir -p "$1"
work=$(cd "$1" && pwd -P)
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
fi
"$here/../../pixelwhy" --version
"$work/venv/bin/python" "$here/run.py" "$work" "${@:2}"
"$work/venv/bin/python" "$here/page.py" "$work"
