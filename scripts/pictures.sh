#!/usr/bin/env bash
# Draws the pictures of docs/methods: every method asked the same about docs/example; and those of the README,
# "nuclei": figures for print of the shipped real image.
# Usage: scripts/pictures.sh            all
#        scripts/pictures.sh NAME...    those of some methods, nuclei
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
pages=$root/docs/methods
pictures=$root/docs/images/methods
shipped=$root/core/src/main/resources/org/pixelwhy/study/demo
layer=mid.2.relu
work=$(mktemp -d "${TMPDIR:-/tmp}/pixelwhy.XXXXXX")
trap 'rm -rf "$work"' EXIT

# MethodPicturesTest gives the same options.
nuclei() {
  "$root/pixelwhy" explain "$shipped/nuclei.onnx" "$shipped/cells.png" --method saliency,lrp,occlusion \
    --option occlusion.stride=4 --target border --target pixel:58,55 --no-values --figure png --figure-columns 5 \
    --figure-dpi 170 --out "$work" >/dev/null
  cp "$work/cells/border-figure.png" "$root/docs/images/nuclei-border.png"
  cp "$work/cells/pixel_58_55-figure.png" "$root/docs/images/nuclei-pixel.png"
}

methods() {
  local trained=()
  case " $* " in
    *" unoise "*) trained=(--option "unoise.explainer=$root/docs/example/noise.onnx") ;;
  esac
  "$root/pixelwhy" explain --model "$root/docs/example/testnet.onnx" \
    --image "$root/docs/example/testnet.png" --method "$(IFS=, && echo "$*")" \
    --target class --layer "$layer" \
    ${trained[@]+"${trained[@]}"} --out "$work" >/dev/null
  mkdir -p "$pictures"
  for id in "$@"; do
    # A map of a layer is named after it, the first of several maps after what it shows.
    for drawn in "$work/testnet/$id"{,"-$layer",-raw}.png; do
      if [ -f "$drawn" ]; then
        cp "$drawn" "$pictures/$id.png"
      fi
    done
  done
  cp "$work/testnet/prediction.png" "$pictures/example.png"
}

names=("$@")
if [ $# -eq 0 ]; then
  names=(nuclei)
  for page in "$pages"/*.md; do
    [ "$(basename "$page")" = README.md ] || names+=("$(basename "$page" .md)")
  done
fi
ids=()
for name in "${names[@]}"; do
  if [ "$name" = nuclei ]; then
    nuclei
  else
    ids+=("$name")
  fi
done
[ ${#ids[@]} -eq 0 ] || methods "${ids[@]}"
