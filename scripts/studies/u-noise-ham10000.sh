#!/usr/bin/env bash
# U-Noise on skin lesions: a network to explain, explainers of three sizes, plain and pretrained, and their evaluation.
# scripts/studies/u-noise-ham10000.sh DATA WORK
#   DATA  HAM10000: a folder with HAM10000_images_part_*, masks beside them; 200x150 pixels are enough
#   WORK  a folder outside the repository; what is done there already is not done again
set -euo pipefail

[ $# -eq 2 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
data=$1
work=$2
mkdir -p "$work"

# Trains in a folder, or goes on there.
stage() {
  local folder=$1
  shift
  local resume=()
  if [ -f "$folder/checkpoint.state" ]; then
    resume=(--resume)
  fi
  echo "== $folder"
  "$root/pixelwhy" "$@" --data "$data" --layout ham10000 --batch 16 --schedule cosine --seed 0 \
    --out "$folder" "${resume[@]}"
}

stage "$work/utility" train --unet large --size 128x96 --lr 2e-3 --epochs 4 --loss bce+dice

for size in small medium large; do
  for pretrained in '' -pretrained; do
    options=()
    if [ -n "$pretrained" ]; then
      options=(--pretrained --pretraining-epochs 2)
    fi
    stage "$work/$size$pretrained" unoise train --utility "$work/utility/model.onnx" \
      --split "$work/utility/split.json" --images 1600 --size "$size" --epochs 6 "${options[@]}"
  done
done
