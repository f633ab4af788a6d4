#!/usr/bin/env bash
# uneven.sh CORPUS [SUITE...]: what does it cost to deal classes out beforehand, on a suite with a class that takes long?
#
# For each suite (commons-lang3 by default) in one run on the same machine, two JVMs or slots each, the same classes, classpath, JVM
# arguments and working directory:
#   dealt      the classes dealt out in turn to two ConsoleLaunchers, as Gradle's maxParallelForks = 2 deals them
#   surefire   Maven Surefire with forkCount=2 reuseForks=true: classes pulled from a queue, in its own order
#   verdigrid  `verdigrid run --slots 2`, first without history, then with that of the run before
# RUNS: how often all of it (1); medians are printed. MVN: Maven (the one of mvnw).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# -ge 1 ] || die "usage: uneven.sh CORPUS [SUITE...]"
corpus=$1; shift
check_corpus "$corpus"
[ $# -gt 0 ] || set -- commons-lang3
runs=${RUNS:-1}

# ConsoleLauncher on every second class of suite $1, beginning with the class number $2.
console() {
  local dir=$suites/$1
  awk "NR % 2 == $2" "$dir/selectors" > "$out/dealt-$2"
  cd "$(cat "$dir/cwd")"
  "$java" "@$dir/jvmargs" -cp "$(cat "$dir/classpath")" org.junit.platform.console.ConsoleLauncher execute \
    --disable-banner --details=none "@$out/dealt-$2"
}

dealt() {
  local one two
  console "$1" 1 & one=$!
  console "$1" 0 & two=$!
  wait $one || true
  wait $two || true
}

ours() {
  "$root/verdigrid" run "${options[@]}" --data "$out/data" --reports-dir "$out/ours"
}

row='%-34s %-26s %9s %9s %6s\n'
table=$work/uneven.txt
mkdir -p "$work"
"$root/verdigrid" --version > /dev/null
printf "$row" suite way 'wall s' 'CPU s' ratio | tee "$table"
for suite; do
  fetch "$corpus" "$suite"
  surefire_pom "$corpus" "$suite"
  pom=$work/surefire/$suite/pom.xml
  out=$work/uneven/$suite
  rm -rf "$out"; mkdir -p "$out"
  "$mvn" -q -B -f "$pom" -DskipTests "$surefire" > "$out/warm.log" 2>&1 || { tail "$out/warm.log" >&2; die "$suite: Surefire cannot be prepared"; }
  run_options "$suite"
  for run in $(seq "$runs"); do
    rm -rf "$out/data"
    timed "$out/dealt-$run.log" dealt "$suite" >> "$out/dealt.times"
    timed "$out/surefire-$run.log" "$mvn" -B -o -f "$pom" "$surefire" >> "$out/surefire.times"
    timed "$out/first-$run.log" ours >> "$out/first.times"
    timed "$out/second-$run.log" ours >> "$out/second.times"
  done
  base=$(cut -d' ' -f1 "$out/second.times" | median)
  for way in dealt surefire first second; do
    case $way in
      dealt) text='dealt out in turn' ;;
      surefire) text='Surefire forkCount=2' ;;
      first) text='verdigrid, no history' ;;
      second) text='verdigrid, with history' ;;
    esac
    wall=$(cut -d' ' -f1 "$out/$way.times" | median)
    printf "$row" "$suite" "$text" "$wall" "$(cut -d' ' -f2 "$out/$way.times" | median)" \
      "$(awk "BEGIN { printf \"%.2f\", $wall / $base }")" | tee -a "$table"
  done
done
echo "ratio: wall time over verdigrid's with history; nproc $(nproc), load $(cut -d' ' -f1-3 /proc/loadavg 2> /dev/null || echo unknown), $("$java" -version 2>&1 | head -n 1), median of $runs" | tee -a "$table"
