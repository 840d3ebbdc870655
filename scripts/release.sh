#!/usr/bin/env bash
# Makes what a release needs, in target/release: a Maven repository (jars, sources, Javadoc, BOM), archives
# of the program and of the command for Spark, the documentation as pages, a list of what it is made of (SBOM), licences and checksums;
# then tries the archive without Java and the jars in a project of their own. Nothing is published. See
# docs/releasing.md.
# Usage: scripts/release.sh [--url URL] [--sign KEY] [--jmods PLATFORM=DIR]...
#   --url URL             where the sources are published; needed unless the version is a snapshot
#   --sign KEY            the GPG key that signs what goes to Maven Central
#   --jmods PLATFORM=DIR  jmods of a JDK for macos-aarch64, windows-x64 or linux-aarch64, of the version
#                         of the one that links: that archive then brings its own Java, too
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
. scripts/tools.sh
. scripts/release/archives.sh
. scripts/release/checks.sh

out=$root/target/release
url=
key=
declare -A jmods=()
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail "$1 needs a value; see the head of scripts/release.sh"
  case $1 in
    --url) url=$2 ;;
    --sign) key=$2 ;;
    --jmods) jmods[${2%%=*}]=${2#*=} ;;
    *) fail "unknown option $1; see the head of scripts/release.sh" ;;
  esac
  shift 2
done

# The parent's own version, the first in its file.
version=$(sed -n 's#^  <version>\(.*\)</version>#\1#p' pom.xml | head -n 1)
case $version in
  *-SNAPSHOT)
    say "$version is a snapshot: this is a rehearsal"
    url=${url:-https://rehearsal.example}
    ;;
esac
[ -n "$url" ] || fail "say where the sources are published: --url URL"

# Everything in one build, whose checks ./verify makes. Installing is left out: others' builds would
# find it.
deploy() {
  say "building jars, sources and Javadoc ..."
  "$maven" -q -B -ntp -Prelease "-Drepository.url=$url" -DskipTests -Dmaven.install.skip=true \
    -Dspotless.check.skip=true -Dmdep.analyze.skip=true \
    -pl '!examples,!benchmarks,!site,!spark,!spark/home' "-DaltDeploymentRepository=release::file:$out/maven" deploy </dev/null
}

# The jar for Spark, which is in no repository: what is in it is there by itself.
spark_jar() {
  say "building the jar for Spark ..."
  "$maven" -q -B -ntp -pl spark/home,spark -am -DskipTests -Dspotless.check.skip=true -Dmdep.analyze.skip=true \
    package </dev/null
}

# What Maven Central takes: one archive, each file with checksums and signature, without the lists of
# versions, which it keeps itself.
bundle() {
  if [ -n "$key" ]; then
    find "$out/maven" -type f \( -name '*.jar' -o -name '*.pom' \) \
      -exec gpg --batch --yes --local-user "$key" --armor --detach-sign {} \;
  fi
  (cd "$out/maven" && find . -type f ! -name 'maven-metadata*' | sort >../files \
    && "$JAVA_HOME/bin/jar" --create --no-manifest --file "../pixelwhy-$version-maven.zip" @../files)
  rm "$out/files"
}

# The documentation as pages.
pages() {
  say "making pages of the documentation ..."
  "$maven" -q -B -ntp -pl site -am -DskipTests -Dspotless.check.skip=true -Dmdep.analyze.skip=true \
    package </dev/null
  scripts/site.sh
  (cd target/site && "$JAVA_HOME/bin/jar" --create --no-manifest \
    --file "$out/pixelwhy-$version-documentation.zip" .)
}

papers() {
  cp app/target/sbom.json "$out/pixelwhy-$version-sbom.json"
  cp app/target/sbom.xml "$out/pixelwhy-$version-sbom.xml"
  cp app/target/THIRD-PARTY.txt "$out/pixelwhy-$version-licences.txt"
}

require_java
require_maven
command -v unzip >/dev/null || install_packages unzip || fail "needs unzip"
rm -rf "$out"
mkdir -p "$out"
deploy
check_repository
bundle
papers
pages
spark_jar
archives
cp Dockerfile "$out/"
(cd "$out" && sha256sum pixelwhy-* Dockerfile >SHA256SUMS)
check_archive
check_spark
check_jars
say "made $out:"
(cd "$out" && ls -1sh)
