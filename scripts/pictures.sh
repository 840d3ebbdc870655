#!/usr/bin/env bash
# Draws the pictures of docs/methods: every method asked the same about docs/example.
# Usage: scripts/pictures.sh            all
#        scripts/pictures.sh METHOD...  those of some methods
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
pages=$root/docs/methods
pictures=$root/docs/images/methods
layer=mid.2.relu
work=$(mktemp -d "${TMPDIR:-/tmp}/pixelwhy.XXXXXX")
trap 'rm -rf "$work"' EXIT

ids=("$@")
if [ $# -eq 0 ]; then
  for page in "$pages"/*.md; do
    [ "$(basename "$page")" = README.md ] || ids+=("$(basename "$page" .md)")
  done
fi
trained=()
case " ${ids[*]} " in
  *" unoise "*) trained=(--option "unoise.explainer=$root/docs/example/noise.onnx") ;;
esac
"$root/pixelwhy" explain --model "$root/docs/example/testnet.onnx" \
  --image "$root/docs/example/testnet.png" --method "$(IFS=, && echo "${ids[*]}")" \
  --target class --layer "$layer" \
  ${trained[@]+"${trained[@]}"} --out "$work" >/dev/null

mkdir -p "$pictures"
for id in "${ids[@]}"; do
  # A map of a layer is named after it, the first of several maps after what it shows.
  for drawn in "$work/testnet/$id"{,"-$layer",-raw}.png; do
    if [ -f "$drawn" ]; then
      cp "$drawn" "$pictures/$id.png"
    fi
  done
done
cp "$work/testnet/prediction.png" "$pictures/example.png"
