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
  source=(--data "$data:600")
  net="$work/$data"
  train "$net-utility" train --unet depth=5,channels=4 --lr 3e-3 --epochs 8 --loss bce+dice "${source[@]}"
  explainers=()
  for seed in 0 1 2; do
    for objective in share noise; do
      train "$net-$objective-$seed" unoise train --utility "$net-utility/model.onnx" --split "$net-utility/split.json" \
        "${source[@]}" --images 320 --epochs 10 --size depth=4,channels=4 --objective "$objective" --seed "$seed"
      explainers+=(--explainer "$objective, seed $seed=$net-$objective-$seed/model.onnx")
    done
  done
  evaluate "$net-report" --model "$net-utility/model.onnx" --split "$net-utility/split.json" "${source[@]}" \
    "${explainers[@]}" --method grad-cam,hires-cam,occlusion,rise,saliency,input-x-gradient,deeplift,guided-backprop,random,centre \
    --layer auto
done
cpu_time
