#!/usr/bin/env bash
# sleepers.sh [--scale S] [--tests N] [--classes N] [--hours H] [--seed N]: how close does a real grid come to the bound?
#
# 40,000 Jupiter tests in 3,000 classes sleep for 8 hours x S in all (S: 0.4, which takes some 3.2 minutes on 60 slots; 1 is the full
# eight hours in 8 minutes). A coordinator and 4 workers of 15 slots each run them, as processes, each slot with its own test JVM:
# sleeping costs no CPU, so that one machine carries a grid. Two builds: without history, then with it; for each, the measured
# efficiency, where the slots' time went, and what `verdigrid simulate` says of the same durations.
# WORKERS (4), SLOTS of each (15), BUILDS (2), JUNIT: version of Jupiter (5.14.4).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

workers=${WORKERS:-4}
slots=${SLOTS:-15}
builds=${BUILDS:-2}
junit=${JUNIT:-5.14.4}
case " $* " in *' --scale '*) ;; *) set -- --scale 0.4 "$@" ;; esac

"$root/verdigrid" --version > /dev/null
out=$work/sleepers
rm -rf "$out"; mkdir -p "$out/generator" "$out/classes"
javac=${java%java}javac
lib=$(echo "$root"/cli/target/verdigrid/lib/*.jar | tr ' ' ':')
"$javac" -proc:none -d "$out/generator" -cp "$lib" "$root"/cli/src/test/java/io/verdigrid/cli/load/*.java
generator() { "$java" -cp "$out/generator:$lib" "io.verdigrid.cli.load.$1" "${@:2}"; }

cat > "$out/pom.xml" << EOF
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>sleepers</artifactId><version>1</version>
<dependencies><dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>$junit</version></dependency></dependencies></project>
EOF
"$mvn" -q -B -f "$out/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath "-Dmdep.outputFile=$out/junit" > "$out/maven.log" 2>&1 ||
  { tail "$out/maven.log" >&2; die "Jupiter $junit cannot be fetched"; }
generator SleepersSuite --out "$out" "$@" | tee "$out/report.txt"
find "$out/src" -name '*.java' > "$out/sources"
"$javac" -proc:none -d "$out/classes" -cp "$(cat "$out/junit")" "@$out/sources"

start_grid "$out" "$workers" "$slots"

for build in $(seq "$builds"); do
  echo | tee -a "$out/report.txt"
  echo "build $build on $workers workers x $slots slots" | tee -a "$out/report.txt"
  "$root/verdigrid" run --coordinator "$address" --suite sleepers --classpath "$out/classes:$(cat "$out/junit")" --scan-classpath "$out/classes" \
    --jvm-arg=-Xmx48m --jvm-arg=-XX:TieredStopAtLevel=1 --json > "$out/events-$build.json" 2> "$out/run-$build.log" ||
    { tail "$out/run-$build.log" >&2; tail -n 1 "$out/events-$build.json" >&2; die "build $build did not end green"; }
  generator SleepersReport "$out/events-$build.json" "$out/durations.csv" $((workers * slots)) | tee -a "$out/report.txt"
done

if "$root/verdigrid" simulate --help > /dev/null 2>&1; then
  echo | tee -a "$out/report.txt"
  "$root/verdigrid" simulate --durations "$out/durations.csv" --slots $((workers * slots)) | tee -a "$out/report.txt"
fi
echo "nproc $(nproc), load $(cut -d' ' -f1-3 /proc/loadavg 2> /dev/null || echo unknown), $("$java" -version 2>&1 | head -n 1)" | tee -a "$out/report.txt"
