#!/usr/bin/env bash
# U-Noise on skin lesions: a network to explain, explainers of three sizes, plain and pretrained, and their evaluation.
# scripts/studies/u-noise-ham10000.sh DATA WORK
#   DATA  HAM10000: a folder with HAM10000_images_part_*, masks beside them; 200x150 pixels are enough
#   WORK  a folder outside the repository; what is done there already is not done again; the report is WORK/report
set -euo pipefail

[ $# -eq 2 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
. "$root/scripts/studies/stages.sh"
data=$1
work=$2
mkdir -p "$work"

source=(--data "$data" --layout ham10000)
train "$work/utility" train --unet depth=4,channels=8 --size 96x72 --lr 3e-3 --batch 16 --epochs 4 --loss bce+dice \
  "${source[@]}"

explainer=(unoise train --utility "$work/utility/model.onnx" --split "$work/utility/split.json" "${source[@]}"
  --images 640 --batch 16)
explainers=()
for size in small medium large; do
  train "$work/$size" "${explainer[@]}" --size "$size" --epochs 5
  train "$work/$size-pretrained" "${explainer[@]}" --size "$size" --epochs 5 --pretrained --pretraining-epochs 2
  explainers+=(--explainer "$size=$work/$size/model.onnx"
    --explainer "$size pretrained=$work/$size-pretrained/model.onnx")
done
# Which pixels are enough takes more steps to learn than how much noise all bear.
train "$work/share" "${explainer[@]}" --size large --objective share --epochs 20
explainers+=(--explainer "large, share=$work/share/model.onnx")

evaluate "$work/report" --model "$work/utility/model.onnx" --split "$work/utility/split.json" "${source[@]}" \
  "${explainers[@]}" --images 48 --method grad-cam,occlusion,rise,saliency,random,centre --fill zero,mean \
  --option rise.masks=500 --option occlusion.stride=6 --layer auto --published
cpu_time
