#!/usr/bin/env bash
# Flink's SQL client with Murmuration's models. usage: deploy/sql/sql-client.sh [-f script.sql]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
paths=$root/deploy/sql/target/classpath.txt
if [ ! -f "$paths" ] || [ "$root/deploy/sql/pom.xml" -nt "$paths" ]; then
  echo "sql-client: building once (some minutes)" >&2
  (cd "$root" && mvn --batch-mode -q -Psql -Dquick package -pl deploy/sql -am) >&2
fi
export FLINK_CONF_DIR=$root/deploy/sql/conf
# Scripts name the shipped models from the repository's root.
cd "$root"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -XX:+UseSerialGC \
  -Dai.djl.offline=true -DOPT_OUT_TRACKING=true -Dlog4j2.level=ERROR \
  -cp "$(<"$paths")" org.apache.flink.table.client.SqlClient "$@"
