# For studies: stages that are done once, and gone on with after an interruption. Sourced, with $root set.

# train FOLDER COMMAND...: trains in a folder, or goes on there.
train() {
  local folder=$1
  shift
  local resume=()
  if [ -f "$folder/checkpoint.state" ]; then
    resume=(--resume)
  fi
  echo "== $folder"
  "$root/pixelwhy" "$@" --schedule cosine --out "$folder" "${resume[@]}"
}

# evaluate FOLDER OPTION...: judges maps, unless that is done.
evaluate() {
  local folder=$1
  shift
  echo "== $folder"
  if [ ! -f "$folder/report.html" ]; then
    "$root/pixelwhy" unoise evaluate "$@" --seed 0 --out "$folder"
  fi
}

# cpu_time: what this run took, in minutes of two cores.
cpu_time() {
  local table
  table=$(mktemp)
  # Not in a pipe: there it would tell the times of a subshell.
  times >"$table"
  tail -n 1 "$table" | awk '{
    split($1, u, "[ms]"); split($2, s, "[ms]")
    printf "This run took %.1f minutes of two cores.\n", (u[1] + s[1] + (u[2] + s[2]) / 60) / 2
  }'
  rm "$table"
}
