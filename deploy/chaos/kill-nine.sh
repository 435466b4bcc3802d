#!/usr/bin/env bash
# Kills the broker, the registry, the Flink JVM and the whole stack with -9 under load, then counts what came out.
#
#   deploy/chaos/kill-nine.sh [--kills 12] [--rate 200] [--data DIR] [--ports BASE] [--whole]
#
# Passes (exit 0) when every acknowledged post came out of tweets.enriched exactly once, read_committed, nothing lies in
# dead-letters, and no process is left. The counting reads the topics afresh and knows nothing of the job.
# With --whole people act, ads are asked for (2 a second) and feed-view is killed too; then each request has one creative
# as well, and feed-view answers what the topics hold, key by key. Give it a lower rate: 5, say.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

kills=12 rate=200 data=$(mktemp -d) base=19090 whole=
while (($#)); do
  case $1 in
    --kills) kills=$2 ;;
    --rate) rate=$2 ;;
    --data) data=$2 ;;
    --ports) base=$2 ;;
    --whole) whole=yes && shift && continue ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
  shift 2
done
mkdir -p "$data"
pause_s=12 # between kills: long enough that the last one has healed or its healing is itself interrupted
. deploy/scratch-stack.sh

pid_of() { grep -o "\"$1\" *: *[0-9]*" "$data/stack.json" | grep -o '[0-9]*$'; }

ids() { ./murmur tail "$1" --data "$data" --from beginning --until-end | grep -o '"key":"[^"]*"' | sort; }

kill_one() {
  case $1 in
    stack)
      local children
      children="$(pid_of broker) $(pid_of registry) $(pid_of flink) $(pid_of feed-view)"
      kill -9 "$up"
      wait "$up" 2>/dev/null
      for child in $children; do
        for _ in $(seq 30); do kill -0 "$child" 2>/dev/null || break; sleep 1; done
        kill -0 "$child" 2>/dev/null && fail "process $child outlived its parent"
      done
      start_stack
      ;;
    *) kill -9 "$(pid_of "$1")" || fail "no pid of $1 in $data/stack.json" ;;
  esac
}

victims=(broker registry flink flink broker stack)
[ -n "$whole" ] && victims=(feed-view flink broker flink feed-view registry stack)
say "data in $data, ports from $base"
start_stack
say "$(grep '^ready ' "$up_log")"

seconds=$((kills * (pause_s + 8) + 20))
mix=()
[ -n "$whole" ] && mix=(--mix tweets,engagements,follows)
./murmur load --data "$data" --rate "$rate" --for "${seconds}s" --seed 9 "${mix[@]}" >"$data/load.log" 2>&1 &
load=$!
if [ -n "$whole" ]; then
  ./murmur load --data "$data" --mix ads --rate 2 --for "${seconds}s" --seed 9 >"$data/ads.log" 2>&1 &
  ads=$!
fi
for n in $(seq "$kills"); do
  sleep "$pause_s"
  victim=${victims[$(((n - 1) % ${#victims[@]}))]}
  say "kill $n of $kills: $victim"
  kill_one "$victim"
done
wait "$load" || say "load ended with an error: $(tail -1 "$data/load.log")"
say "load: $(tail -1 "$data/load.log")"
if [ -n "$whole" ]; then
  wait "$ads" || say "ads ended with an error: $(tail -1 "$data/ads.log")"
  say "ads: $(tail -1 "$data/ads.log")"
fi

ids tweets >"$data/in.keys"
sort -u "$data/in.keys" >"$data/in.unique"
for _ in $(seq 24); do
  ids tweets.enriched >"$data/out.keys"
  (($(wc -l <"$data/out.keys") >= $(wc -l <"$data/in.unique"))) && break
  sleep 5
done
sort -u "$data/out.keys" >"$data/out.unique"
ids dead-letters >"$data/dead.keys"
if [ -n "$whole" ]; then
  ./murmur reconcile --data "$data" --of ads --within 60s >"$data/ads.check" 2>&1
  ads_code=$?
  say "ads: $(tail -1 "$data/ads.check")"
  sleep 20 # timelines follow what readers were offered ten seconds of event time later
  ./murmur views --data "$data" >"$data/views.check" 2>&1
  views_code=$?
  grep -h differing "$data/views.check" | while read -r line; do say "views: $line"; done
  ((ads_code == 0 && views_code == 0)) || fail "see $data/ads.check and $data/views.check"
fi
stop_stack

in=$(wc -l <"$data/in.unique") out=$(wc -l <"$data/out.keys") unique=$(wc -l <"$data/out.unique")
lost=$(comm -23 "$data/in.unique" "$data/out.unique" | wc -l)
extra=$(comm -13 "$data/in.unique" "$data/out.unique" | wc -l)
dead=$(wc -l <"$data/dead.keys")
say "in=$in out=$out lost=$lost duplicates=$((out - unique)) extra=$extra dead-letters=$dead kills=$kills"
((in > 0 && lost == 0 && out == unique && extra == 0 && dead == 0)) || exit 1
say "passed"
