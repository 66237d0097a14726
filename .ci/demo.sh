#!/usr/bin/env bash
# demo.sh: the demonstration chain on SQLite in var/demo, loaded once, then the server until Ctrl-C.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

PORT=${PORT:-8123}
ADDRESS=http://127.0.0.1:$PORT
export INSIDEOUT_DATA_DIR=var/demo INSIDEOUT_ORIGIN=$ADDRESS
mkdir -p "$INSIDEOUT_DATA_DIR"

port_is_free() {
  "$VENV/bin/python" - "$PORT" <<'PY'
import socket
import sys

with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(sys.argv[1])))
    except (OSError, OverflowError, ValueError) as problem:
        sys.exit(f"{problem}")
PY
}

answers() {
  "$VENV/bin/python" - "$ADDRESS/api/v1/health" <<'PY' 2>/dev/null
import sys
import urllib.request

urllib.request.urlopen(sys.argv[1], timeout=2)
PY
}

wait_until_it_answers() {
  local try
  for try in $(seq 100); do
    kill -0 "$SERVER" 2>/dev/null || fail "The server stopped while starting; its last words are above."
    answers && return
    sleep 0.1
  done
  fail "The server did not answer within 10 seconds."
}

port_is_free 2>/dev/null || fail "Port $PORT is in use or not allowed. Choose another one:  make demo PORT=8200"
say "Database and demonstration chain (only the first time takes a moment)"
"$VENV/bin/insideout" db upgrade >/dev/null
mkdir -p build && "$VENV/bin/insideout" demo load >build/demo.txt

"$VENV/bin/insideout" serve --port "$PORT" &
SERVER=$!
trap 'kill -TERM "$SERVER" 2>/dev/null || true; wait "$SERVER" || true' EXIT
trap 'exit 0' INT TERM HUP
wait_until_it_answers
printf '\n  Inside Out is at  %s   (Ctrl-C stops it)\n\n' "$ADDRESS"
cat build/demo.txt
wait "$SERVER"
