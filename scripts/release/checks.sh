# Tries what a release is made of. Sourced by scripts/release.sh.

# The folders of what is published.
published() {
  sed -n 's#.*<module>\(.*\)</module>.*#\1#p' pom.xml | grep -v -x -e bom -e benchmarks -e examples -e site -e spark -e spark/home
}

# Maven Central refuses what lacks sources, Javadoc or who made it.
check_repository() {
  local module folder kind wanted
  for module in $(published); do
    folder=$out/maven/org/pixelwhy/pixelwhy-$module/$version
    for kind in '' -sources -javadoc; do
      compgen -G "$folder/pixelwhy-$module-*[0-9T]$kind.jar" >/dev/null \
        || fail "$folder lacks the jar '$kind'"
    done
  done
  for wanted in name description url licenses developers scm; do
    grep -q "^  <$wanted[ >]" bom/pom.xml pom.xml || fail "no <$wanted>, which Maven Central asks for"
  done
}

# A folder with the few programs that the start script calls: a PATH without Java.
few_programs() {
  local name
  mkdir -p "$1"
  for name in sh sed head dirname readlink locale; do
    ln -s "$(command -v "$name")" "$1/$name"
  done
}

# Libraries that the archive needs of the system beside those of C and C++. What draws on screens and
# plays sounds is never loaded.
needs_of_system() {
  find "$1/runtime" "$1/native" -name '*.so' ! -name 'libawt_xawt.so' ! -name 'libjsound.so' \
    ! -name 'libsplashscreen.so' ! -name 'libjawt.so' -exec ldd {} + 2>/dev/null \
    | awk '/=>/ { print $1 }' | sort -u \
    | grep -vE '^(libc|libm|libdl|libpthread|librt|libstdc\+\+|libgcc_s|libonnxruntime|ld-linux.*)\.so' \
    | while read -r library; do
        [ -n "$(find "$1" -name "$library" -print -quit)" ] || printf '%s ' "$library"
      done
}

# The archive of this machine's platform runs where there is no Java, and leaves a network for check_jars.
check_archive() {
  local name needs
  tried=$(mktemp -d "${TMPDIR:-/tmp}/pixelwhy-tried.XXXXXX")
  name=pixelwhy-$version-$(own_platform)
  say "trying $name without Java ..."
  tar -C "$tried" -xzf "$out/$name.tar.gz"
  few_programs "$tried/bin"
  (cd "$tried" && env -i "HOME=$tried" "PATH=$tried/bin" sh -c '! command -v java') \
    || fail "there is a Java after all"
  (cd "$tried" && env -i "HOME=$tried" "PATH=$tried/bin" "$name/pixelwhy" --version \
    && env -i "HOME=$tried" "PATH=$tried/bin" "$name/pixelwhy" demo --out demo >demo.log 2>&1) \
    || fail "the archive does not run; see $tried"
  [ -n "$(find "$tried/demo" -name '*.html' -size +1k)" ] || fail "demo wrote no report; see $tried"
  if [ "$(uname -s)" = Linux ]; then
    needs=$(needs_of_system "$tried/$name")
    [ -z "$needs" ] || say "WARNING: needs of the system: $needs"
  fi
}

# The archive for Spark says where Spark is to be had, and its jar runs beside Spark's.
check_spark() {
  local name=pixelwhy-$version-spark said
  say "trying $name ..."
  tar -C "$tried" -xzf "$out/$name.tar.gz"
  said=$(cd "$tried" && env -u SPARK_HOME "$name/pixelwhy" batch --version 2>&1 || true)
  case $said in
    *SPARK_HOME*) ;;
    *) fail "the archive for Spark does not say that it needs one: $said" ;;
  esac
  said=$("$JAVA_HOME/bin/java" -cp "$tried/$name/lib/*:spark/target/spark/jars/*" org.pixelwhy.spark.Main --version)
  [ "$said" = "pixelwhy $version" ] || fail "the jar for Spark does not run: $said"
}

# A Maven project outside the tree takes the jars from the release's repository, and explains.
# Others' jars come from where this build's lie, else from Maven Central.
check_jars() {
  local project=$tried/project
  say "trying the jars in a project of their own ..."
  mkdir -p "$project/src/main/java" "$project/maps"
  sed -e "s#@VERSION@#$version#g" -e "s#@RELEASE@#file://$out/maven#g" scripts/release/outside/pom.xml \
    >"$project/pom.xml"
  sed -e "s#@KEPT@#file://$HOME/.m2/repository#g" scripts/release/outside/settings.xml >"$project/settings.xml"
  cp examples/src/main/java/org/example/TenLines.java "$project/src/main/java/"
  (cd "$project" && "$maven" -q -B -ntp -s settings.xml "-Dmaven.repo.local=$tried/repository" \
    package </dev/null) || fail "the project outside does not build; see $project"
  ORT_DISABLE_TELEMETRY=1 "$JAVA_HOME/bin/java" -Djava.awt.headless=true \
    -cp "$project/target/classes:$project/target/lib/*" org.example.TenLines \
    "$tried/demo/testnet.onnx" "$tried/demo/testnet-0.png" class "$project/maps" \
    || fail "the program outside fails; see $project"
  [ -s "$project/maps/saliency.png" ] || fail "the program outside wrote no map; see $project"
  rm -rf "$tried"
}
