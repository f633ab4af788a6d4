# Read by the scripts beside it; not to be run.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${VERDIGRID_BENCH_DIR:-$root/target/benchmarks}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

die() { echo "$(basename "$0"): $1" >&2; exit 2; }

# The corpus: a folder with get.sh and suites/NAME.conf.
check_corpus() {
  [ -x "$1/get.sh" ] && [ -d "$1/suites" ] || die "not a corpus: $1 needs get.sh and suites/*.conf"
}

# Fetches suite $2 of corpus $1 once; its files are then in $suites/$2.
suites=$work/suites
fetch() {
  [ -f "$suites/$2/selectors" ] && return 0
  echo "fetching $2" >&2
  "$1/get.sh" "$2" "$suites/$2" >&2
}

# Options of `verdigrid run` for suite $1, into the array `options`.
run_options() {
  local dir=$suites/$1 arg
  options=(--classpath "@$dir/classpath" --workdir "$dir/module" --suite "$1" --slots 2 --quiet)
  while read -r arg; do
    [ -n "$arg" ] && options+=("--jvm-arg=$arg")
  done < "$dir/jvmargs"
  options+=("@$dir/selectors")
}
