#!/bin/sh
# Prints, as lines of a Markdown table, the efficiency of each policy in the situations of docs/benchmarks.md: the mean over
# seeds 1 to 3, in percent. Arguments: folders or files with durations (class,test,milliseconds,fixture), each repeated to
# 40,000 tests and scaled to eight hours.
#
# VERDIGRID: the command. Default: verdigrid of this checkout.
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
verdigrid=${VERDIGRID:-$here/verdigrid}

row() {
  title=$1
  shift
  for seed in 1 2 3; do
    # shellcheck disable=SC2086
    $verdigrid simulate --seed "$seed" "$@"
  done | awk -v title="$title" '
    $1 ~ /^(verdigrid|static-|random-|classes-)/ {
      for (i = 2; i < NF; i++) if ($(i + 1) == "%") { sum[$1] += $i; n[$1]++ }
    }
    END {
      split("verdigrid static-round-robin static-longest-first random-tests classes-longest-first", p, " ")
      line = "| " title
      for (i = 1; i <= 5; i++) line = line sprintf(" | %.1f", sum[p[i]] / n[p[i]])
      print line " |"
    }'
}

real="--speed-spread 0.15 --noise 0.4 --start-jitter 15s"
echo "| situation | verdigrid | static-round-robin | static-longest-first | random-tests | classes-longest-first |"
echo "|---|---|---|---|---|---|"
# shellcheck disable=SC2086
{
  row "ideal" --synthetic
  row "real: speed, noise, start" --synthetic $real
  row "real, 2 workers 3 times slow" --synthetic $real --slow 2=3
  row "real, 1 worker 30 times slow" --synthetic $real --slow 1=30
  row "real, 1 s for each pull" --synthetic $real --dispatch-latency 1s
  row "real, fixtures" --synthetic $real --fixtures
  row "real, 128 slots" --synthetic $real --slots 128
  row "real, fixtures, 128 slots" --synthetic $real --fixtures --slots 128
  row "real, fixtures, 200 slots" --synthetic $real --fixtures --slots 200
  for file in "$@"; do
    for csv in $([ -d "$file" ] && ls "$file"/*.csv || echo "$file"); do
      row "$(basename "$csv" .csv)" --durations "$csv" --tests 40000 --total 8h
      row "$(basename "$csv" .csv), real" --durations "$csv" --tests 40000 --total 8h $real
    done
  done
}
