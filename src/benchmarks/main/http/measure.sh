#!/usr/bin/env bash
# The API under load on loopback, by wrk (https://github.com/wg/wrk, Apache-2.0, from the system's packages):
#
#   src/benchmarks/main/http/measure.sh > src/benchmarks/results/http.txt
#
# Starts the packaged server (mvn -DskipTests package) on a folder of its own, warms it up, and measures submits and
# status requests. Beside wrk's rate and latencies it tells the CPU that the server's Java process and its PostgreSQL
# took for each request. SECONDS_EACH (10), CONNECTIONS (16) and PORT may be set.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
jar=$(cd "$here/../../../server/target" && pwd)/millwright.jar
seconds=${SECONDS_EACH:-10}
connections=${CONNECTIONS:-16}
port=${PORT:-18080}
folder=$(mktemp -d)
ticks=$(getconf CLK_TCK)

# no limit: it would be what is measured
export MILLWRIGHT_ACCESS_RATE_LIMIT=0

java -Xmx1g -jar "$jar" serve --port "$port" --data "$folder/data" > "$folder/output" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true; rm -rf "$folder"' EXIT
until curl -sf "http://127.0.0.1:$port/health/ready" > /dev/null; do
    kill -0 $server || { cat "$folder/output" >&2; exit 1; }
    sleep 1
done
MILLWRIGHT_TOKEN=$(cat "$folder/data/admin-token")
export MILLWRIGHT_TOKEN

# user and system time so far, in clock ticks: of the process and of the children it has now
java_ticks() { awk '{print $14 + $15}' "/proc/$server/stat"; }
postgres_ticks() {
    local postmaster total=0
    postmaster=$(head -1 "$folder/data/postgres/postmaster.pid")
    for stat in /proc/[0-9]*/stat; do
        # the parent is the fourth field, after a name that may hold blanks
        sed 's/(.*)/name/' "$stat" 2> /dev/null || true
    done | awk -v p="$postmaster" '$1 == p || $4 == p {total += $14 + $15} END {print total + 0}'
}

load() { # name, connections
    local java postgres line
    java=$(java_ticks); postgres=$(postgres_ticks)
    line=$(wrk -t2 -c"$2" -d"${seconds}s" --timeout 10s -s "$here/$1.lua" "http://127.0.0.1:$port/api/v1/jobs" | grep '^wrk ')
    java=$(($(java_ticks) - java)); postgres=$(($(postgres_ticks) - postgres))
    echo "$line" | tr ' =' '\n ' | awk -v name="http.$1.$2-connections" -v java="$java" -v postgres="$postgres" -v t="$ticks" '
        NF == 2 {v[$1] = $2}
        END {
            printf "%s.rate %d requests/s\n", name, v["requests"] * 1e6 / v["micros"]
            printf "%s.p50 %.1f ms\n", name, v["p50"] / 1000
            printf "%s.p99 %.1f ms\n", name, v["p99"] / 1000
            printf "%s.cpu_java %d us/request\n", name, java / t * 1e6 / v["requests"]
            printf "%s.cpu_postgresql %d us/request\n", name, postgres / t * 1e6 / v["requests"]
            printf "%s.errors %d requests\n", name, v["errors"]
        }'
}

echo "date $(date -u +%F) utc"
echo "machine.processors $(nproc) cores"
echo "machine.memory $(awk '/MemTotal/ {printf "%d", $2 / 1048576 + 0.5}' /proc/meminfo) GiB"
echo "java $(java -version 2>&1 | sed -n 's/.*build \([^)]*\)).*/\1/p' | head -1) version"
load submit "$connections" > /dev/null # warms it up
load submit 1
load submit "$connections"
export MILLWRIGHT_IDS=$folder/ids
curl -sf -H "Authorization: Bearer $MILLWRIGHT_TOKEN" "http://127.0.0.1:$port/api/v1/jobs?limit=200" \
    | grep -o '"id":"[0-9a-f-]*"' | cut -d'"' -f4 > "$MILLWRIGHT_IDS"
load status "$connections" > /dev/null
load status 1
load status "$connections"
