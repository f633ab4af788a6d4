#!/usr/bin/env bash
# surefire.sh CORPUS [SUITE...]: how long does a grid of two slots take, against Maven Surefire with two JVMs?
#
# For each suite (three by default), three times in turn: `mvn surefire:test` with forkCount=2 reuseForks=true, and
# `verdigrid run --slots 2`, on the same compiled classes, classpath, JVM arguments and working directory. Prints the
# medians of wall and CPU seconds, all processes together, and Verdigrid's share of Surefire's. Verdigrid's data folder
# is fresh for each suite: its first run has no history, the others have.
# RUNS: how often (3). MVN: Maven (the one of mvnw).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# -ge 1 ] || die "usage: surefire.sh CORPUS [SUITE...]"
corpus=$1; shift
check_corpus "$corpus"
[ $# -gt 0 ] || set -- commons-statistics-distribution commons-text jts-core
runs=${RUNS:-3}

tests_in() { find "$1" -name 'TEST-*.xml' -exec cat {} + 2> /dev/null | grep -c '<testcase ' || true; }

row='%-34s %7s %7s %9s %9s %6s %9s %9s %6s\n'
table=$work/surefire.txt
mkdir -p "$work"
# Built, and Surefire fetched, before any clock runs.
"$root/verdigrid" --version > /dev/null
printf "$row" suite tests tests wall wall ratio cpu cpu ratio | tee "$table"
printf "$row" '' surefire verdigr. surefire verdigrid '' surefire verdigrid '' | tee -a "$table"
for suite; do
  fetch "$corpus" "$suite"
  surefire_pom "$corpus" "$suite"
  out=$work/surefire/$suite
  "$mvn" -q -B -f "$out/pom.xml" -DskipTests "$surefire" > "$out/warm.log" 2>&1 || { tail "$out/warm.log" >&2; die "$suite: Surefire cannot be prepared"; }
  rm -rf "$out/data" "$out"/*.times
  run_options "$suite"
  # As Surefire has it.
  options+=(--jvm-arg=-ea)
  for run in $(seq "$runs"); do
    rm -rf "$out/target/surefire-reports" "$out/ours"
    timed "$out/surefire-$run.log" "$mvn" -B -o -f "$out/pom.xml" "$surefire" >> "$out/surefire.times"
    timed "$out/verdigrid-$run.log" "$root/verdigrid" run "${options[@]}" --data "$out/data" --reports-dir "$out/ours" >> "$out/verdigrid.times"
    [ "$(tests_in "$out/ours")" -gt 0 ] || { tail "$out/verdigrid-$run.log" >&2; die "$suite: Verdigrid ran nothing"; }
  done
  sw=$(cut -d' ' -f1 "$out/surefire.times" | median); sc=$(cut -d' ' -f2 "$out/surefire.times" | median)
  vw=$(cut -d' ' -f1 "$out/verdigrid.times" | median); vc=$(cut -d' ' -f2 "$out/verdigrid.times" | median)
  printf "$row" "$suite" "$(tests_in "$out/target/surefire-reports")" "$(tests_in "$out/ours")" \
    "$sw" "$vw" "$(awk "BEGIN { printf \"%.2f\", $vw / $sw }")" "$sc" "$vc" "$(awk "BEGIN { printf \"%.2f\", $vc / $sc }")" | tee -a "$table"
done
echo "nproc $(nproc), load $(cut -d' ' -f1-3 /proc/loadavg 2> /dev/null || echo unknown), $("$java" -version 2>&1 | head -n 1), median of $runs" | tee -a "$table"
