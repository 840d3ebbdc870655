#!/usr/bin/env bash
# Writes the Javadoc of all published modules to target/javadoc, and fails where a comment is no
# valid one: broken links, tags and HTML. What has no comment is let pass: names say much.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
. scripts/tools.sh
require_java

modules=$(sed -n 's#.*<module>\(.*\)</module>.*#\1#p' pom.xml | grep -v -x -e benchmarks -e examples)
sources=
for module in $modules; do
  sources+=$module/src/main/java:
done
[ -d app/target/lib ] || fail "build first: app/target/lib holds the libraries that comments link to"
libraries=$(printf '%s:' app/target/lib/*.jar)
rm -rf target/javadoc
"$JAVA_HOME/bin/javadoc" -quiet -Xdoclint:all,-missing -Werror -notimestamp \
  -doctitle PixelWhy -windowtitle PixelWhy -encoding UTF-8 -locale en \
  --source-path "$sources" -subpackages org.pixelwhy -classpath "$libraries" -d target/javadoc
printf 'Javadoc: %s\n' "$root/target/javadoc/index.html"
