#!/usr/bin/env bash
# Writes the Javadoc of all published modules to target/javadoc, and fails where a comment is no
# valid one: broken links, tags and HTML. What has no comment is let pass: names say much.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
. scripts/tools.sh
require_java

modules=$(sed -n 's#.*<module>\(.*\)</module>.*#\1#p' pom.xml | grep -v -x -e bom -e benchmarks -e examples -e site -e spark -e spark/home)
[ -d app/target/lib ] || fail "build first: app/target/lib holds the libraries that comments link to"
libraries=$(printf '%s:' app/target/lib/*.jar)
rm -rf target/javadoc
mkdir -p target/javadoc
# Without module-info: one tree of packages for all.
for module in $modules; do
  find "$module/src/main/java" -name '*.java' ! -name module-info.java
done >target/javadoc/sources
"$JAVA_HOME/bin/javadoc" -quiet -Xdoclint:all,-missing -Werror -notimestamp \
  -doctitle PixelWhy -windowtitle PixelWhy -encoding UTF-8 -locale en \
  -classpath "$libraries" -d target/javadoc @target/javadoc/sources
rm target/javadoc/sources
printf 'Javadoc: %s\n' "$root/target/javadoc/index.html"
