#!/usr/bin/env bash
# Tries the Dockerfile where there is no Docker: runs its steps, as root, in a Debian that debootstrap
# made and that nothing ran in yet, and then the program as its user.
# Usage: debootstrap --variant=minbase bookworm FOLDER
#        scripts/release/dockerfile.sh FOLDER [FOLDER OF THE RELEASE]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
. "$root/scripts/tools.sh"
image=${1:?the folder of a Debian}
context=${2:-$root/target/release}
user=root
folder=/
entry=

[ -x "$image/bin/sh" ] || fail "$image is no Debian: debootstrap --variant=minbase bookworm $image"
# How names are found is this machine's affair.
cp /etc/resolv.conf "$image/etc/resolv.conf"
# Programs find the libraries beside them by it, as in a container.
mount --bind /proc "$image/proc"
trap 'umount "$image/proc"' EXIT

while read -r step rest; do
  case $step in
    '' | '#'* | EXPOSE | VOLUME | CMD) continue ;;
    FROM) [ "$rest" = debian:bookworm-slim ] || fail "expected Debian, found FROM $rest" ;;
    RUN) say "RUN $rest" && chroot "$image" sh -c "$rest" </dev/null ;;
    ADD)
      say "ADD $rest"
      mkdir -p "$image${rest##* }"
      # shellcheck disable=SC2086 # the pattern is meant to be one
      (cd "$context" && tar -C "$image${rest##* }" --no-same-owner -xzf ${rest%% *})
      ;;
    USER) user=$rest ;;
    WORKDIR) folder=$rest ;;
    ENTRYPOINT) entry=$(tr -d '[]",' <<<"$rest") ;;
    *) fail "does not know the step $step $rest" ;;
  esac
done <"$root/Dockerfile"

for arguments in --version 'demo --out demo'; do
  say "$entry $arguments, as $user in $folder"
  chroot --userspec="$user" "$image" env -i HOME=/home/"$user" PATH=/usr/local/bin:/usr/bin:/bin \
    sh -c "cd $folder && exec $entry $arguments" </dev/null
done
[ -n "$(find "$image$folder/demo" -name '*.html' -size +1k)" ] || fail "demo wrote no report"
