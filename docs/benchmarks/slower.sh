#!/usr/bin/env bash
# slower.sh [SEED]: how often is the alarm on slow tests (`verdigrid tests --slower`) false, and how late is a true one? Beside "the last
# run took more than 1.5 times the moving average". A simulation: AlarmSimulation says of what.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$root/verdigrid" --version > /dev/null
out=$work/slower
rm -rf "$out"
mkdir -p "$out"
lib=$(echo "$root"/cli/target/verdigrid/lib/*.jar | tr ' ' ':')
tests=$root/coordinator/src/test/java/io/verdigrid/coordinator/slowness
"${java%java}javac" -proc:none -d "$out" -cp "$lib" "$tests/AlarmSimulation.java"
"$java" -cp "$out:$lib" io.verdigrid.coordinator.slowness.AlarmSimulation "${1:-1}"
