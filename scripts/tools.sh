# Finds or installs the tools that building and testing need. Sourced by ./pixelwhy and ./verify.

say() {
  printf 'pixelwhy: %s\n' "$*" >&2
}

fail() {
  say "$@"
  exit 1
}

# Whether version $1, such as 3.8.7 or 17.0.15, is at least $2, such as 3.8.
version_at_least() {
  local have want i
  IFS=. read -r -a have <<<"${1%%[^0-9.]*}"
  IFS=. read -r -a want <<<"$2"
  for i in "${!want[@]}"; do
    if (( 10#${have[i]:-0} != 10#${want[i]} )); then
      (( 10#${have[i]:-0} > 10#${want[i]} ))
      return
    fi
  done
}

# Installs Debian packages, as root or through sudo; fails where neither is possible.
install_packages() {
  local as_root=()
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || return 1
    as_root=(sudo)
  fi
  say "installing $* ..."
  ${as_root[@]+"${as_root[@]}"} apt-get update -qq >&2 </dev/null \
    && ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@" >&2 </dev/null
}

# Prints the path of a Java 17+ runtime that has a compiler beside it.
find_java() {
  local candidate version
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)" \
    /usr/lib/jvm/*/bin/java; do
    if [ -x "$candidate" ]; then
      version=$("$candidate" -version 2>&1 | sed -n 's/.* version "\([0-9.]*\).*/\1/p' | head -n 1)
      candidate=$(resolve_link "$candidate")
      if [ -n "$version" ] && version_at_least "$version" 17 \
        && [ -x "$(dirname "$candidate")/javac" ]; then
        printf '%s\n' "$candidate"
        return
      fi
    fi
  done
  return 1
}

# Prints the homes of the Javas of this machine that are newer than the one that builds, 21 and up.
newer_javas() {
  local candidate version
  for candidate in /usr/lib/jvm/*; do
    if [ ! -L "$candidate" ] && [ -x "$candidate/bin/java" ] && [ "$candidate" != "$JAVA_HOME" ]; then
      version=$("$candidate/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9.]*\).*/\1/p' | head -n 1)
      if [ -n "$version" ] && version_at_least "$version" 21; then
        printf '%s\n' "$candidate"
      fi
    fi
  done
}

resolve_link() {
  local path=$1 target
  while [ -L "$path" ]; do
    target=$(readlink "$path")
    case $target in
      /*) path=$target ;;
      *) path=$(dirname "$path")/$target ;;
    esac
  done
  printf '%s\n' "$path"
}

# Sets `java` and exports JAVA_HOME, after installing a JDK where there is none.
require_java() {
  if ! java=$(find_java); then
    install_packages openjdk-17-jdk-headless && java=$(find_java) \
      || fail "needs a Java development kit, version 17 or newer: install one (such as" \
        "openjdk-17-jdk-headless), or point JAVA_HOME at one"
  fi
  JAVA_HOME=$(dirname "$(dirname "$java")")
  export JAVA_HOME
}

# Whether the PATH has Maven 3.8 or newer.
has_maven() {
  local version
  command -v mvn >/dev/null || return 1
  version=$(mvn -B -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] && version_at_least "$version" 3.8
}

# Sets `maven` to Maven from the PATH, after installing it where there is none, or else to the
# wrapper, which downloads it.
require_maven() {
  if has_maven || { ! command -v mvn >/dev/null && install_packages maven && has_maven; }; then
    maven=mvn
  else
    maven=$root/mvnw
  fi
}

# Tests of what is kept run on a real PostgreSQL; where there is none they are skipped, and say so.
want_postgresql() {
  if ! command -v initdb >/dev/null && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
    install_packages postgresql || say "no PostgreSQL: tests that need one are skipped"
  fi
}

# Tests of the page run in a browser without a window; where there is none they are skipped, and say so.
want_chromium() {
  if ! command -v chromium chromium-browser google-chrome >/dev/null; then
    install_packages chromium || say "no Chromium: tests of the page are skipped"
  fi
}

# Builds all modules and sets class_path to that of the command line's tests.
require_tests() {
  (cd "$root" && "$maven" -q -B -ntp -DskipTests package </dev/null)
  class_path=$(printf '%s:' "$root/app/target/test-classes" "$root"/app/target/pixelwhy-app-*.jar \
    "$root"/app/target/lib/*.jar)
  class_path=${class_path%:}
}
