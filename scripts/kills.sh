#!/usr/bin/env bash
# Kills training, RISE and explaining of many images N times each at random moments, lets them go on, and
# says where the result is not that of a run left in peace. Also two at once, and damaged progress.
# Usage: scripts/kills.sh N [SEED]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/scripts/tools.sh"
require_java
require_maven
require_tests
work=$(mktemp -d "${TMPDIR:-/tmp}/pixelwhy-kills.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/inputs/images"
cp "$root"/docs/example/testnet.* "$work/inputs"
for i in $(seq 1 30); do
  cp "$root/docs/example/testnet.png" "$work/inputs/images/$i.png"
done
"$java" -cp "$class_path" org.pixelwhy.app.kills.Kills "$work" "$work/inputs" "${1:?how many}" "${2:-1}"
