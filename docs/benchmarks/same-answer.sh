#!/usr/bin/env bash
# same-answer.sh CORPUS [SUITE...]: does a grid say of each test what JUnit says?
#
# Runs each suite (all of the corpus by default) twice with JUnit's ConsoleLauncher in one JVM and once with
# `verdigrid run --slots 2`, and compares the multisets of (class, test, outcome). Tests on which ConsoleLauncher
# contradicts itself are left out. Exits with 1 where anything differs.
# VERDIGRID_BENCH_DIR: where suites and reports are kept (default target/benchmarks). KEEP=1: reference reports of an
# earlier run are used again. LIMIT: seconds that each run of a suite may take (default: no limit).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# -ge 1 ] || die "usage: same-answer.sh CORPUS [SUITE...]"
corpus=$1; shift
check_corpus "$corpus"
[ $# -gt 0 ] || set -- $(cd "$corpus/suites" && ls ./*.conf | sed 's|^\./||; s|\.conf$||')

# A command with no more time than it may have.
limited() {
  if [ -n "${LIMIT:-}" ]; then timeout --kill-after=30 "$LIMIT" "$@"; else "$@"; fi
}

console() { # suite reports
  local dir=$suites/$1
  [ "${KEEP:-}" = 1 ] && [ -f "$2/done" ] && return 0
  rm -rf "$2"; mkdir -p "$2"
  # A red suite is an answer too; a launcher that wrote no report is not.
  (cd "$(cat "$dir/cwd")" && limited "$java" "@$dir/jvmargs" -cp "$(cat "$dir/classpath")" \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --details=none "--reports-dir=$2" \
    "@$dir/selectors") > "$2/console.log" 2>&1 < /dev/null || true
  ls "$2"/TEST-*.xml > /dev/null 2>&1 || { tail -n 20 "$2/console.log" >&2; echo "$1: ConsoleLauncher wrote no report${LIMIT:+ within $LIMIT s}" | tee -a "$table"; return 1; }
  touch "$2/done"
}

status=0
table=$work/same-answer.txt
mkdir -p "$work"
"$java" "$here/SameAnswer.java" --head | tee "$table"
for suite; do
  fetch "$corpus" "$suite" || { echo "$suite: cannot be fetched" | tee -a "$table"; status=1; continue; }
  out=$work/same-answer/$suite
  console "$suite" "$out/first" && console "$suite" "$out/second" || { status=1; continue; }
  rm -rf "$out/ours"; mkdir -p "$out/ours"
  run_options "$suite"
  limited "$root/verdigrid" run "${options[@]}" --data "$work/data" --reports-dir "$out/ours" \
    > "$out/verdigrid.log" 2>&1 < /dev/null && ended=0 || ended=$?
  if [ "$ended" -gt 1 ]; then
    { echo "$suite: verdigrid ended with status $ended:"; tail -n 5 "$out/verdigrid.log"; } | tee -a "$table"
    status=1
    continue
  fi
  "$java" "$here/SameAnswer.java" "$suite" "$out/first" "$out/second" "$out/ours" | tee -a "$table" || status=1
done
exit $status
