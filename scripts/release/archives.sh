# The archives of the program, one for each platform that ONNX Runtime brings native libraries for.
# Sourced by scripts/release.sh.

# Platform, its name in ONNX Runtime's jar, and whether the archive is a zip.
platforms='linux-x64 linux-x64 tar
linux-aarch64 linux-aarch64 tar
macos-aarch64 osx-aarch64 tar
windows-x64 win-x64 zip'

# What libraries may ask of Java: all of its standard, and beside it Unsafe (protobuf), memory that is
# free (jdk.management), names in every character set (DICOM), and curves for databases' connections.
java_modules=java.se,jdk.unsupported,jdk.management,jdk.charsets,jdk.zipfs,jdk.crypto.ec

# The platform that this machine is.
own_platform() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-aarch64 ;;
    Darwin-arm64) echo macos-aarch64 ;;
    *) echo none ;;
  esac
}

# A Java in $1, from the jmods in $2, or where that is empty from those of this JDK.
link_java() {
  "$linker/bin/jlink" ${2:+--module-path "$2"} --add-modules "$java_modules" --strip-debug \
    --no-header-files --no-man-pages --output "$1" >&2
}

# A JDK whose libraries bring their own zlib, FreeType, JPEG and so on: Debian's uses those of the
# system, which the next machine need not have.
find_linker() {
  local candidate
  for candidate in "${PIXELWHY_LINKER:-}" "$JAVA_HOME" /usr/lib/jvm/*; do
    if [ -x "$candidate/bin/jlink" ] && { [ "$(uname -s)" != Linux ] || [ -e "$candidate/lib/libfreetype.so" ]; }; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

# The jars of the program, ONNX Runtime's without native libraries, which lie beside it unpacked.
collect_jars() {
  local work=$1 jar
  mkdir -p "$work/lib" "$work/onnxruntime"
  cp app/target/pixelwhy-app-"$version".jar app/target/lib/*.jar "$work/lib/"
  jar=$(basename "$work"/lib/onnxruntime-*.jar)
  (cd "$work/onnxruntime" && "$JAVA_HOME/bin/jar" xf "$work/lib/$jar")
  mv "$work/onnxruntime/ai/onnxruntime/native" "$work/native"
  find "$work/native" -name '*.dSYM' -prune -exec rm -rf {} +
  rm "$work/lib/$jar"
  "$JAVA_HOME/bin/jar" --create --file "$work/lib/$jar" --manifest "$work/onnxruntime/META-INF/MANIFEST.MF" \
    -C "$work/onnxruntime" .
}

# Licences and notices as the jars bring them, a folder for each.
collect_licences() {
  local work=$1 jar name
  for jar in "$work"/lib/*.jar; do
    name=$(basename "$jar" .jar)
    mkdir -p "$work/licences/$name"
    # A jar may bring none.
    (cd "$work/licences/$name" && unzip -Z1 "$jar" \
      | { grep -iE '^(META-INF/)?(LICEN[CS]E|NOTICE|ThirdPartyNotices|COPYING)[^/]*$' || true; } \
      | sort -u | xargs -r -d '\n' unzip -q -o "$jar")
    rmdir "$work/licences/$name" 2>/dev/null || true
  done
  cp app/target/THIRD-PARTY.txt "$work/licences/"
}

# The archive of platform $2, whose libraries ONNX Runtime calls $3, as a zip or tar ($4).
archive() {
  local work=$1 name=pixelwhy-$version-$2 inside modules
  inside=$work/$name
  mkdir -p "$inside"
  cp -r "$work/lib" "$work/licences" LICENSE NOTICE CHANGELOG.md "$inside/"
  cp -r "$work/native/$3" "$inside/native"
  cp scripts/release/pixelwhy"$([ "$4" = tar ] || echo .bat)" "$inside/"
  modules=${jmods[$2]:-}
  if [ "$2" = "$(own_platform)" ] || [ -n "$modules" ]; then
    link_java "$inside/runtime" "$modules"
  else
    say "$2: without Java, for which jmods of such a JDK are needed (--jmods $2=DIR); it uses an installed Java 17 or newer"
  fi
  if [ "$4" = tar ]; then
    tar -C "$work" --owner=0 --group=0 -czf "$out/$name.tar.gz" "$name"
  else
    (cd "$work" && "$JAVA_HOME/bin/jar" --create --no-manifest --file "$out/$name.zip" "$name")
  fi
  rm -rf "$inside"
}

# The archive for whole data sets: the one jar that spark-submit takes, and the script that calls it. Its
# libraries are among those of the program, and so are their licences.
spark_archive() {
  local work=$1 name=pixelwhy-$version-spark inside
  inside=$work/$name
  mkdir -p "$inside/lib" "$inside/scripts"
  cp spark/target/pixelwhy-spark-"$version"-all.jar "$inside/lib/"
  cp scripts/batch.sh scripts/tools.sh "$inside/scripts/"
  cp scripts/release/pixelwhy-spark "$inside/pixelwhy"
  cp -r "$work/licences" LICENSE NOTICE CHANGELOG.md docs/spark.md "$inside/"
  tar -C "$work" --owner=0 --group=0 -czf "$out/$name.tar.gz" "$name"
  rm -rf "$inside"
}

archives() {
  local work platform inside kind
  work=$(mktemp -d "${TMPDIR:-/tmp}/pixelwhy-release.XXXXXX")
  if ! linker=$(find_linker); then
    linker=$JAVA_HOME
    say "WARNING: $JAVA_HOME needs libraries of this system, and so will the archive: release with a" \
      "JDK that brings them, such as Temurin (PIXELWHY_LINKER=DIR)"
  fi
  say "packing archives, with Java of $linker ..."
  collect_jars "$work"
  collect_licences "$work"
  while read -r platform inside kind; do
    archive "$work" "$platform" "$inside" "$kind"
  done <<<"$platforms"
  spark_archive "$work"
  rm -rf "$work"
}
