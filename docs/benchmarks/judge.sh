#!/bin/sh
# Prints the tables of docs/judge.md, as Markdown: how often each judge finds harm in synthetic fleets, with an effect and
# without. Arguments: runs for each figure (default 2000; half as many with an effect), and "gauges" or "counts" for one table.
# The seeds are 1, 2, 3 and so on: the same figures come out each time. Half an hour on two cores.
set -eu

cd "$(dirname "$0")/../.."
./mvnw -B -ntp -q -pl deployer -am -DskipTests test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/judge.classpath -Dmdep.includeScope=test >&2
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC \
  -cp "deployer/target/test-classes:deployer/target/classes:$(cat deployer/target/judge.classpath)" \
  io.verdigrid.deployer.judge.JudgeTable "$@"
