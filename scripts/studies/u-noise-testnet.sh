#!/usr/bin/env bash
# U-Noise where the right answer is known: testnet, where a shape on the right decides, and the same images where none does.
# scripts/studies/u-noise-testnet.sh WORK
#   WORK  a folder outside the repository; what is done there already is not done again; the reports are WORK/*-report
set -euo pipefail

[ $# -eq 1 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
. "$root/scripts/studies/stages.sh"
work=$1
mkdir -p "$work"

for data in testnet testnet@triangle; do
  source=(--data "$data:800")
  net="$work/$data"
  train "$net-utility" train --unet depth=4,channels=4 --size 96 --lr 3e-3 --batch 16 --epochs 30 --loss bce+dice \
    "${source[@]}"
  explainer=(unoise train --utility "$net-utility/model.onnx" --split "$net-utility/split.json" "${source[@]}"
    --image-size 96 --images 320 --size depth=4,channels=4)
  explainers=()
  for seed in 0 1 2; do
    train "$net-share-$seed" "${explainer[@]}" --batch 8 --epochs 30 --objective share --seed "$seed"
    explainers+=(--explainer "share, seed $seed=$net-share-$seed/model.onnx")
  done
  train "$net-noise" "${explainer[@]}" --batch 16 --epochs 12 --seed 0
  explainers+=(--explainer "noise, as published=$net-noise/model.onnx")
  evaluate "$net-report" --model "$net-utility/model.onnx" --split "$net-utility/split.json" "${source[@]}" \
    "${explainers[@]}" --size 96 --images 64 --layer auto --option rise.masks=500 --option occlusion.stride=6 \
    --method grad-cam,guided-backprop,deeplift,input-x-gradient,saliency,occlusion,rise,random,centre
done
cpu_time
