#!/usr/bin/env bash
# U-Noise on synthetic CT: a pancreas among loops of bowel that look like it, told by the vein it lies on.
# scripts/studies/u-noise-abdomen.sh WORK
#   WORK  a folder outside the repository; what is done there already is not done again; the report is WORK/report
set -euo pipefail

[ $# -eq 1 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
. "$root/scripts/studies/stages.sh"
work=$1
mkdir -p "$work"

source=(--data abdomen:800)
train "$work/utility" train --unet depth=5,channels=8 --lr 3e-3 --batch 16 --epochs 8 --loss bce+dice \
  "${source[@]}"

explainer=(unoise train --utility "$work/utility/model.onnx" --split "$work/utility/split.json" "${source[@]}"
  --images 320 --batch 8 --epochs 6)
explainers=()
for size in small large; do
  train "$work/$size" "${explainer[@]}" --size "$size"
  train "$work/$size-pretrained" "${explainer[@]}" --size "$size" --pretrained --pretraining-epochs 2
  train "$work/$size-share" "${explainer[@]}" --size "$size" --objective share
  explainers+=(--explainer "$size=$work/$size/model.onnx"
    --explainer "$size pretrained=$work/$size-pretrained/model.onnx"
    --explainer "$size, share=$work/$size-share/model.onnx")
done

evaluate "$work/report" --model "$work/utility/model.onnx" --split "$work/utility/split.json" "${source[@]}" \
  "${explainers[@]}" --images 32 --method grad-cam,occlusion,rise,saliency,random,centre --fill zero,mean,blur \
  --option rise.masks=500 --option occlusion.stride=6 --layer auto --published
cpu_time
