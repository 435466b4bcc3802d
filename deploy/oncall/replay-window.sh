#!/usr/bin/env bash
# Fills a stack of its own with a window of posts, of people who act and of ad requests; replays each job over it with the
# models of the day, and the encoder with another version; says what the diffs say.
#
#   deploy/oncall/replay-window.sh [--tweets 100000] [--acts 20000] [--requests 2000] [--other FOLDER] [--data DIR] [--ports BASE]
#
# --other is an encoder of another version (default: 1.1.0, from the repository's history). Passes (exit 0) when nothing
# is missing or extra, posts, timelines and creatives are the same bytes, and the diff names the model as the cause of every
# post that the other version changed. About 40 minutes on two cores.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

tweets=100000 acts=20000 requests=2000 other= data=$(mktemp -d) base=19190
while (($#)); do
  case $1 in
    --tweets) tweets=$2 ;;
    --acts) acts=$2 ;;
    --requests) requests=$2 ;;
    --other) other=$2 ;;
    --data) data=$2 ;;
    --ports) base=$2 ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
  shift 2
done
mkdir -p "$data"
tweets_a_second=500 requests_a_second=5
people=2000 acts_a_second=45 # fewer than so many people do, seen on two cores
history=af5f4e3 # the last commit that has encoder 1.1.0

. deploy/scratch-stack.sh

murmur() { ./murmur "$@" --data "$data"; }

other_encoder() {
  [ -n "$other" ] && return
  other=$data/encoder/1.1.0
  mkdir -p "$other"
  for file in manifest.json model.onnx tokenizer.json; do
    git show "$history:model-udfs/models/encoder/1.1.0/$file" >"$other/$file" || fail "no encoder 1.1.0 in the history: name one with --other"
  done
}

# COMMAND...: loads, and says its last line.
load() {
  murmur load "$@" >"$data/load.log" 2>&1 || say "load ended with an error"
  say "load $*: $(tail -1 "$data/load.log")"
}

# OF: waits until each input has its fate.
settled() {
  for _ in $(seq 60); do
    murmur reconcile --of "$1" --within 5s >"$data/reconcile.log" 2>&1 && break
    sleep 5
  done
  say "$(tail -1 "$data/reconcile.log")"
}

# ID GATE ARGUMENTS...: replays into ID and holds the diff against the gate.
replayed() {
  local id=$1 gate=$2
  shift 2
  murmur replay --from beginning --into "$id" "$@" >"$data/$id.log" 2>&1 || fail "replay $id: $(tail -1 "$data/$id.log")"
  say "$(tail -1 "$data/$id.log")"
  murmur diff --replay "$id" --json "$data/$id.json" --html "$data/$id.html" --gate "$gate" >"$data/$id.diff" 2>&1
  local code=$?
  sed 's/^/          /' "$data/$id.diff"
  ((code == 0)) || failed="$failed $id"
}

failed=
say "data in $data, ports from $base"
other_encoder
start_stack --peak
say "$(grep '^ready ' "$data/up.log")"
load --rate "$tweets_a_second" --for "$((tweets / tweets_a_second))s" --seed 11
settled posts
load --mix tweets,engagements,follows --people "$people" --for "$((acts / acts_a_second))s" --seed 12
say "$(murmur tail engagements --from beginning --until-end | wc -l) engagements"
settled posts
load --mix ads --rate "$requests_a_second" --for "$((requests * 21 / 20 / requests_a_second))s" --seed 13
settled ads
sleep 75 # the timelines of readers who are away follow what they were offered a minute of event time later

replayed same 'changed=0,within_tolerance=0,missing=0,extra=0' --job enrich
replayed ranked 'changed=0,within_tolerance=0,missing=0' --job rank
replayed made 'changed=0,within_tolerance=0,missing=0,extra=0' --job ads
replayed other 'unexplained=0,missing=0,extra=0' --job enrich --models "embed=$other"
stop_stack
[ -z "$failed" ] || { say "FAILED:$failed, see $data"; exit 1; }
say "passed"
