# A stack of a script's own, to be sourced: needs $data and $base, sets $up and $up_log.

up_log=$data/up.log

say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() { say "FAILED: $*"; stop_stack; exit 1; }

# OPTIONS...: of up.
start_stack() {
  : >"$up_log"
  ./murmur up --no-traffic --data "$data" --ports "$base" "$@" </dev/null >>"$up_log" 2>&1 &
  up=$!
  for _ in $(seq 180); do
    grep -q '^ready ' "$up_log" && return
    kill -0 "$up" 2>/dev/null || break
    sleep 1
  done
  cat "$up_log"
  fail "the stack did not become ready"
}

stop_stack() {
  kill -TERM "$up" 2>/dev/null
  wait "$up" 2>/dev/null
}
