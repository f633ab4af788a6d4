#!/bin/sh
# Prints the table of "Judging tests" in docs/benchmarks.md, as Markdown: published failure rates through the judge and through
# naive rules. Argument: the seed (default 1); the same figures come out each time.
set -eu

cd "$(dirname "$0")/../.."
table=$(mktemp)
trap 'rm -f "$table"' EXIT
./mvnw -B -ntp -q -pl coordinator -am test -Dtest='ReplayTest,TwoHundredBuildsTest' \
  -Dsurefire.failIfNoSpecifiedTests=false -Dverdigrid.seed="${1:-1}" -Dverdigrid.table="$table" >&2
cat "$table"
