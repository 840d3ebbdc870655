#!/usr/bin/env bash
# Damages N files of every format and runs the program on each; says how many were accepted, refused,
# or treated wrongly (a fault of ours, an end of the process, more than ten seconds, out of memory).
# Usage: scripts/fuzz.sh N [SEED] [FORMAT ...]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/scripts/tools.sh"
require_java
require_maven
require_tests
work=$(mktemp -d "${TMPDIR:-/tmp}/pixelwhy-fuzz.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$java" -cp "$class_path" org.pixelwhy.app.fuzz.Fuzz "$work" "${1:?how many}" "${2:-1}" "${@:3}"
