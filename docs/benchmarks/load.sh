#!/usr/bin/env bash
# load.sh [OPTION...]: what does a coordinator bear? (load.sh --help lists the options.)
#
# 1,000 light workers x 8 slots, with real gRPC and the real protocol, load a coordinator that runs in its own process on a real
# store. For each size (40,000 and 400,000 tests) two builds, results as fast as they go; then gRPC and RocksDB by themselves with
# the same messages and rows, as the limit; then a build in which each test takes its time, for the latencies.
# Each test's verdict is checked through the API. Ends with 1 when anything is not as it must be.
#
# VERDIGRID_OPTS: options for the coordinator's JVM. With --jfr it is profiled: java docs/benchmarks/Profile.java FILE.jfr
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ -d /proc/self/task ] || die "needs Linux: CPU time and memory are read from /proc"
# Built before any clock runs.
"$root/verdigrid" --version > /dev/null
out=$work/load
mkdir -p "$out"
rm -rf "$out/classes" "$out/run"
lib=$(echo "$root"/cli/target/verdigrid/lib/*.jar | tr ' ' ':')
"${java%java}javac" -proc:none -d "$out/classes" -cp "$lib" "$root"/cli/src/test/java/io/verdigrid/cli/load/*.java
"$java" -Xmx2g -cp "$out/classes:$lib" io.verdigrid.cli.load.Load --verdigrid "$root/verdigrid" --work "$out/run" "$@" | tee "$out/report.txt"
echo "nproc $(nproc), load $(cut -d' ' -f1-3 /proc/loadavg), $("$java" -version 2>&1 | head -n 1)" | tee -a "$out/report.txt"
