#!/usr/bin/env bash
# Makes HTML pages of the documentation: target/site/index.html. Fails where a link leads nowhere.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
. scripts/tools.sh
require_java

[ -d site/target/lib ] || fail "build first: mvn -pl site -am package -DskipTests"
rm -rf target/site
mkdir -p target/site
"$JAVA_HOME/bin/java" -cp "site/target/classes:$(printf '%s:' site/target/lib/*.jar)" \
  org.pixelwhy.site.Site . target/site
printf 'Documentation: %s\n' "$root/target/site/index.html"
