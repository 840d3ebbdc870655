#!/usr/bin/env bash
# Builds what ./pixelwhy runs: jars, native libraries, and an archive of loaded classes that makes
# Java start fast. Writes app/target/launch.sh last, so that a broken build is never run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/scripts/tools.sh"
target=$root/app/target
main=org.pixelwhy.app.cli.Main

compile() {
  local log=$target/build.log
  say "building (only now and when sources change) ..."
  if ! (cd "$root" && "$maven" -q -B -DskipTests -pl app -am package) >"$log" 2>&1 </dev/null; then
    tail -n 40 "$log" >&2
    fail "the build failed; the whole log is in $log"
  fi
}

# The name under which ONNX Runtime's jar holds the native libraries of this machine.
platform() {
  local system machine
  case $(uname -s) in
    Linux) system=linux ;;
    Darwin) system=osx ;;
    *) return 1 ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) machine=x64 ;;
    aarch64 | arm64) machine=aarch64 ;;
    *) return 1 ;;
  esac
  printf '%s-%s\n' "$system" "$machine"
}

# Otherwise ONNX Runtime unpacks its libraries into a temporary folder at every start.
unpack_native() {
  local inside native=$target/native jar
  inside=ai/onnxruntime/native/$(platform) || return 0
  rm -rf "$native"
  mkdir -p "$native"
  for jar in "$target"/lib/onnxruntime*.jar; do
    (cd "$native" && "$JAVA_HOME/bin/jar" xf "$jar" "$inside")
  done
  if [ -d "$native/$inside" ]; then
    options+=("-Donnxruntime.native.path=$native/$inside")
  fi
}

# Runs short commands and archives the classes they load.
archive_classes() {
  local archive=$target/pixelwhy.jsa work
  work=$(mktemp -d "${TMPDIR:-/tmp}/pixelwhy.XXXXXX")
  say "preparing a fast start ..."
  list_classes "$work/1" --help
  list_classes "$work/2" methods
  list_classes "$work/3" demo --out "$work/demo"
  printf 'input: {preprocessing: [scale: {factor: 1/255}]}\noutput: {classes: [segment]}\n' \
    >"$work/card.yaml"
  list_classes "$work/4" explain --model "$work/demo/testnet.onnx" --json \
    --image "$work/demo/testnet-0.png" --card "$work/card.yaml" --method saliency --out "$work/why"
  list_served_classes "$work/5" "$work"
  awk '!seen[$0]++' "$work"/[12345] >"$work/classes" || true
  # Dumping needs the default collector, whichever one runs later.
  if "$java" -Xshare:dump -XX:SharedClassListFile="$work/classes" -XX:SharedArchiveFile="$archive" \
    -cp "$class_path" >"$target/archive.log" 2>&1; then
    # An archive that does not fit is ignored; its warnings would mix with the output.
    options+=(-Xshare:auto "-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:class+path=off)
  fi
  rm -rf "$work"
}

list_classes() {
  local list=$1
  shift
  : >"$list"
  "$java" -XX:DumpLoadedClassList="$list" "${options[@]}" -cp "$class_path" "$main" "$@" \
    >/dev/null 2>&1 </dev/null || true
}

# The server and the process of its network run until they are ended, and are given a minute to begin.
list_served_classes() {
  local list=$1 work=$2 server i
  JAVA_TOOL_OPTIONS="-XX:DumpLoadedClassList=$list.%p" "$java" "${options[@]}" -cp "$class_path" \
    "$main" serve --port 0 --data "$work/data" >"$work/served" 2>/dev/null </dev/null &
  server=$!
  for ((i = 0; i < 600; i++)); do
    if [ -s "$work/served" ] || ! kill -0 "$server" 2>/dev/null; then
      break
    fi
    sleep 0.1
  done
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  cat "$list".* >"$list" 2>/dev/null || : >"$list"
}

# The options go into a file: ONNX Runtime 1.29 crashes where the command line is longer than 3,974
# bytes, and the class path alone may be.
write_launcher() {
  local option
  for option in "${options[@]}" -cp "$class_path"; do
    option=${option//\\/\\\\}
    printf '"%s"\n' "${option//\"/\\\"}"
  done >"$target/java.options"
  {
    printf 'built_in=%q\n' "$root"
    printf 'command=(\n'
    printf '  %q\n' "$java" "@$target/java.options" "$main"
    printf ')\n'
  } >"$target/launch.sh.new"
  mv "$target/launch.sh.new" "$target/launch.sh"
}

mkdir -p "$target"
if command -v flock >/dev/null; then
  exec 9>"$target/.lock"
  flock 9
fi
require_java
require_maven
started=$(mktemp "$target/.started.XXXXXX")
compile
class_path=$(printf '%s:' "$target"/pixelwhy-app-*.jar "$target"/lib/*.jar)
class_path=${class_path%:}
# Commands are short, and the long work is native code: the quick compiler wins (measured 1.2 s
# against 1.9 s of processor time for the demo). The serial collector and a small first heap keep
# to little memory (328 against 616 MiB with the parallel one, RISE with a budget of 256 MiB). Heap
# and direct buffers may each take half of the memory.
options=(-Djava.awt.headless=true -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms48m \
  -XX:MaxRAMPercentage=50)
# What ONNX Runtime and protobuf do, newer versions of Java warn of.
version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
if [ "$version" -ge 22 ]; then
  options+=(--enable-native-access=ALL-UNNAMED)
fi
if [ "$version" -ge 23 ]; then
  options+=(--sun-misc-unsafe-memory-access=allow)
fi
unpack_native
archive_classes
write_launcher
# A source that changed during the build counts as newer than it.
touch -r "$started" "$target/launch.sh"
rm -f "$started"
