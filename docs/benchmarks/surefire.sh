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
mvn=${MVN:-$root/mvnw}
surefire=org.apache.maven.plugins:maven-surefire-plugin:3.6.1:test

# A project that has the suite's jars as dependencies and its unpacked tests as test classes.
pom() {
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
  pom "$suite"
  out=$work/surefire/$suite
  "$mvn" -q -B -f "$out/pom.xml" -DskipTests "$surefire" > "$out/warm.log" 2>&1 || { tail "$out/warm.log" >&2; die "$suite: Surefire cannot be prepared"; }
  rm -rf "$out/data" "$out"/*.times
  run_options "$suite"
  for run in $(seq "$runs"); do
    rm -rf "$out/target/surefire-reports" "$out/ours"
    timed "$out/surefire-$run.log" "$mvn" -B -o -f "$out/pom.xml" "$surefire" >> "$out/surefire.times"
    timed "$out/verdigrid-$run.log" "$root/verdigrid" run "${options[@]}" --data "$out/data" --reports-dir "$out/ours" >> "$out/verdigrid.times"
  done
  sw=$(cut -d' ' -f1 "$out/surefire.times" | median); sc=$(cut -d' ' -f2 "$out/surefire.times" | median)
  vw=$(cut -d' ' -f1 "$out/verdigrid.times" | median); vc=$(cut -d' ' -f2 "$out/verdigrid.times" | median)
  printf "$row" "$suite" "$(tests_in "$out/target/surefire-reports")" "$(tests_in "$out/ours")" \
    "$sw" "$vw" "$(awk "BEGIN { printf \"%.2f\", $vw / $sw }")" "$sc" "$vc" "$(awk "BEGIN { printf \"%.2f\", $vc / $sc }")" | tee -a "$table"
done
echo "nproc $(nproc), load $(cut -d' ' -f1-3 /proc/loadavg 2> /dev/null || echo unknown), $("$java" -version 2>&1 | head -n 1), median of $runs" | tee -a "$table"
