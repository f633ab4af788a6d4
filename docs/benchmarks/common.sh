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

mvn=${MVN:-$root/mvnw}
surefire=org.apache.maven.plugins:maven-surefire-plugin:3.6.1:test

# A project that has the jars of suite $2 of corpus $1 as dependencies and its unpacked tests as test classes, in $work/surefire/$2.
surefire_pom() {
  local corpus=$1; shift
  local dir=$suites/$1 out=$work/surefire/$1 tests
  tests=$(sed -n 1p "$corpus/suites/$1.deps")
  mkdir -p "$out"
  # Each class once, as a path: Surefire's own rules for names do not play in.
  sed 's|\.|/|g; s|$|.class|' "$dir/classes" > "$out/includes"
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo "<groupId>corpus</groupId><artifactId>$1</artifactId><version>1</version><dependencies>"
    while IFS=: read -r g a v t c; do
      [ "$g:$a:$v:$t${c:+:$c}" = "$tests" ] && continue
      echo "<dependency><groupId>$g</groupId><artifactId>$a</artifactId><version>$v</version>${c:+<classifier>$c</classifier>}<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>"
    done < "$dir/coords"
    echo '</dependencies><build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version><configuration>'
    echo "<testClassesDirectory>$dir/module/target/test-classes</testClassesDirectory><includesFile>$out/includes</includesFile>"
    echo "<workingDirectory>$dir/module</workingDirectory><argLine>$(tr '\n' ' ' < "$dir/jvmargs")</argLine>"
    echo '<forkCount>2</forkCount><reuseForks>true</reuseForks><testFailureIgnore>true</testFailureIgnore><trimStackTrace>false</trimStackTrace>'
    echo '</configuration></plugin></plugins></build></project>'
  } > "$out/pom.xml"
}

# "wall cpu" of a command, seconds; its output goes to $1.
timed() {
  local log=$1 TIMEFORMAT='%R %U %S'; shift
  { time "$@" > "$log" 2>&1 < /dev/null || true; } 2>&1 | awk '{ printf "%.2f %.2f\n", $1, $2 + $3 }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# A coordinator with empty data and $2 workers of $3 slots each, as processes of this machine that end with this shell; its address
# is then in $address.
pids=()
end_grid() { [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2> /dev/null || true; wait; }
start_grid() {
  local out=$1 workers=$2 slots=$3
  trap end_grid EXIT
  # An address of an earlier grid must not be read.
  rm -rf "$out/data" "$out"/worker-* "$out/coordinator.log"
  "$root/verdigrid" coordinator --data "$out/data" --listen 127.0.0.1:0 > "$out/coordinator.log" 2>&1 & pids+=($!)
  for _ in $(seq 600); do
    address=$(sed -n 's/^Coordinator listens at \([^ ,]*\).*/\1/p' "$out/coordinator.log" 2> /dev/null || true)
    [ -n "$address" ] && break
    sleep 0.1
  done
  [ -n "$address" ] || { cat "$out/coordinator.log" >&2; die "the coordinator did not start"; }
  for worker in $(seq "$workers"); do
    "$root/verdigrid" worker --coordinator "$address" --slots "$slots" --data "$out/worker-$worker" > "$out/worker-$worker.log" 2>&1 & pids+=($!)
  done
  for _ in $(seq 60); do
    [ "$("$root/verdigrid" workers --coordinator "$address" --json 2> /dev/null | grep -c '"slots"')" -ge "$workers" ] && return 0
    sleep 0.5
  done
  die "not all workers came"
}
