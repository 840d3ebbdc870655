#!/usr/bin/env bash
# Runs 'pixelwhy batch': hands its options to Spark's spark-submit, with the module's own jar: that of
# an archive, else that of the build. Spark is the one at SPARK_HOME, else the one that the build put
# beside the module.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/scripts/tools.sh"

jar=$(find "$root/lib" "$root/spark/target" -maxdepth 1 -name 'pixelwhy-spark-*-all.jar' 2>/dev/null | head -n 1 || true)
if [ -z "$jar" ]; then
  say "batch runs on Spark, which is not built yet; build it (about 300 MB are fetched once):"
  say "  mvn -DskipTests -pl spark/home,spark -am package"
  exit 2
fi
installed=${SPARK_HOME:-}/bin/spark-submit
if [ ! -x "$installed" ]; then
  installed=
  if [ ! -d "$root/spark/target/spark/jars" ]; then
    say "batch runs on Spark 4 for Scala 2.13, and there is none at SPARK_HOME (${SPARK_HOME:-which is not set}): point it at one, from spark.apache.org or 'pip install pyspark'"
    exit 2
  fi
  if ! java=$(find_java); then
    fail "needs Java 17 or newer: install it, or point JAVA_HOME at it"
  fi
  export JAVA_HOME=${java%/bin/java}
fi
# ONNX Runtime would report to its makers, and crash at that where the command line is long.
export ORT_DISABLE_TELEMETRY=1

# Options of Spark come before the jar, those of the batch behind it.
spark=() own=() master=
while [ $# -gt 0 ]; do
  case $1 in
    --request | --images | --out | --masks | --mask-label | --maps | --shard)
      own+=("$1")
      [ $# -lt 2 ] || own+=("$2")
      shift
      ;;
    --request=* | --images=* | --out=* | --masks=* | --mask-label=* | --maps=* | --shard=* | --compare | -h | --help | -V | --version) own+=("$1") ;;
    --master=*)
      master=given
      spark+=(--master "${1#*=}")
      ;;
    --verbose | --supervise) spark+=("$1") ;;
    --*=*) spark+=("${1%%=*}" "${1#*=}") ;;
    --*)
      [ "$1" != --master ] || master=given
      spark+=("$1")
      [ $# -lt 2 ] || spark+=("$2")
      shift
      ;;
    *) own+=("$1") ;;
  esac
  [ $# -eq 0 ] || shift
done
[ -n "$master" ] || spark+=(--master 'local[*]')
submit=("${spark[@]}" --class org.pixelwhy.spark.Main "$jar" "${own[@]}")

if [ -n "$installed" ]; then
  exec "$installed" "${submit[@]}"
fi
# The jars alone, without Spark's scripts: its launcher says how Java is started, module options included.
export SPARK_HOME=$root/spark/target/spark SPARK_SCALA_VERSION=2.13
command=()
while IFS= read -r -d '' word; do
  command+=("$word")
done < <("$java" -Xmx128m -XX:+UseSerialGC -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \
  org.apache.spark.deploy.SparkSubmit "${submit[@]}")
# An empty word and a new line come before the command.
[ "${#command[@]}" -gt 2 ] || fail "Spark's launcher refused the options; see above"
command=("${command[@]:1}")
command[0]=${command[0]#$'\n'}
exec "${command[@]}"
