#!/usr/bin/env bash
# test-table.sh [BUILDS] [SEED]: how long does a page of the table of tests take (`verdigrid tests`, the dashboard), by each order and
# filter, with 100,000 tests in the store? It records BUILDS (20) builds of all of them through the ledger first; 2 GB of disk at 200.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$root/verdigrid" --version > /dev/null
out=$work/test-table
rm -rf "$out"
mkdir -p "$out/classes"
lib=$(echo "$root"/cli/target/verdigrid/lib/*.jar | tr ' ' ':')
tests=$root/coordinator/src/test/java/io/verdigrid/coordinator/store
"${java%java}javac" -proc:none -d "$out/classes" -cp "$lib" "$tests/Sample.java" "$tests/rocksdb/TestTableBenchmark.java"
"$java" -XX:+UseSerialGC -Xmx640m -cp "$out/classes:$lib" io.verdigrid.coordinator.store.rocksdb.TestTableBenchmark \
  "$out/data" "${1:-20}" "${2:-1}"
rm -rf "$out/data"
