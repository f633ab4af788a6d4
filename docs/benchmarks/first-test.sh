#!/usr/bin/env bash
# first-test.sh CORPUS [SUITE]: how long from `verdigrid run --coordinator` to the first test, on a grid that is up?
#
# A coordinator and a worker with two slots start on this machine. One run of the suite (commons-statistics-distribution) brings the
# bundle to their caches and is not counted; of the others, RUNS (5), the milliseconds from the call of the command to the start of
# the first test (the least `startedAtMs` of the results), and their median. Beside it, ConsoleLauncher's time to its first test on
# the same classpath: from its call to the least start that it reports.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# -ge 1 ] || die "usage: first-test.sh CORPUS [SUITE]"
suite=${2:-commons-statistics-distribution}
runs=${RUNS:-5}
check_corpus "$1"
fetch "$1" "$suite"
"$root/verdigrid" --version > /dev/null
out=$work/first-test
mkdir -p "$out"
start_grid "$out" 1 2
run_options "$suite"
remote=()
for option in "${options[@]}"; do
  case $option in
    --quiet | --slots | 2) ;;
    *) remote+=("$option") ;;
  esac
done

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

ours() {
  local from first
  from=$(milliseconds)
  "$root/verdigrid" run --coordinator "$address" --json "${remote[@]}" > "$out/events" 2> "$out/errors" || [ $? -eq 1 ] ||
    { tail "$out/errors" >&2; die "a run failed"; }
  first=$(grep -o '"startedAtMs": *[0-9]*' "$out/events" | tr -dc '0-9\n' |
    awk '$1 > 0 && (!least || $1 < least) { least = $1 } END { if (least) printf "%.0f\n", least }')
  [ -n "$first" ] || die "no test started"
  echo $((first - from))
}

# What ConsoleLauncher prints of a test comes when it ends: its own start is read from the open test report, which has times.
theirs() {
  local dir=$suites/$suite from first
  rm -rf "$out/reports"
  from=$(milliseconds)
  (cd "$(cat "$dir/cwd")" && "$java" "@$dir/jvmargs" -cp "$(cat "$dir/classpath")" -Djunit.platform.reporting.open.xml.enabled=true \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --details=none "--reports-dir=$out/reports" "@$dir/selectors") \
    > "$out/console.log" 2>&1 < /dev/null || true
  first=$(grep -rhoE '<e:started [^>]*name="[^"]*\(\)[^>]*' "$out/reports" --include='open-test-report*.xml' --include='junit-platform-events*.xml' |
    sed -n 's/.*time="\([^"]*\)".*/\1/p' | sort | awk 'NR == 1')
  [ -n "$first" ] || die "ConsoleLauncher started no test"
  echo $(($(date -d "$first" +%s%N) / 1000000 - from))
}

ours > /dev/null
for _ in $(seq "$runs"); do
  ours >> "$out/ours.$$"
  theirs >> "$out/theirs.$$"
done
{
  echo "milliseconds from the call to the first test of $suite, $runs runs in turn"
  echo "verdigrid run --coordinator: median $(median < "$out/ours.$$") of $(paste -sd' ' "$out/ours.$$")"
  echo "ConsoleLauncher, one JVM:    median $(median < "$out/theirs.$$") of $(paste -sd' ' "$out/theirs.$$")"
  echo "nproc $(nproc), load $(cut -d' ' -f1-3 /proc/loadavg 2> /dev/null || echo unknown), $("$java" -version 2>&1 | head -n 1)"
} | tee "$out/report.txt"
rm -f "$out/ours.$$" "$out/theirs.$$"
