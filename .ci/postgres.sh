#!/usr/bin/env bash
# postgres.sh run COMMAND...: run it beside a private PostgreSQL that is gone afterwards; find: where its programs are.
# DURABLE=1 keeps fsync on (benchmarks); the tests' cluster trades that for speed.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

find_programs() {
  local candidate
  for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /nowhere/x)")"; do
    if [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ]; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

# PostgreSQL refuses to run as root: borrow the account that Debian's package made, else "nobody".
as_owner() {
  if [ "$(id -u)" != 0 ]; then
    "$@"
  elif command -v runuser >/dev/null; then
    runuser -u "$OWNER" -- "$@"
  else
    su -s /bin/sh "$OWNER" -c "$(printf '%q ' "$@")"
  fi
}

start() {
  # A short path that every account can enter: a socket path ends at 107 letters.
  CLUSTER=$(mktemp -d /tmp/insideout-pg.XXXXXX)
  OWNER=$(id -un)
  if [ "$OWNER" = root ]; then
    OWNER=$(getent passwd postgres >/dev/null && echo postgres || echo nobody)
    chown "$OWNER" "$CLUSTER"
  fi
  chmod 755 "$CLUSTER"
  trap stop EXIT
  trap 'exit 130' INT TERM HUP
  local options="-c listen_addresses='' -c unix_socket_directories='$CLUSTER' -c max_connections=200"
  [ -n "${DURABLE:-}" ] || options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  (
    cd /
    as_owner "$PROGRAMS/initdb" -D "$CLUSTER/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    as_owner "$PROGRAMS/pg_ctl" -D "$CLUSTER/data" -l "$CLUSTER/log" -o "$options" -w start
  ) >"$CLUSTER.setup" 2>&1 || fail "PostgreSQL did not start: $(tail -n 5 "$CLUSTER.setup")"
  export INSIDEOUT_TEST_POSTGRES_URL="postgresql+psycopg://postgres@/postgres?host=$CLUSTER"
}

stop() {
  (cd / && as_owner "$PROGRAMS/pg_ctl" -D "$CLUSTER/data" -m immediate -w stop) >/dev/null 2>&1 || true
  rm -rf "$CLUSTER" "$CLUSTER.setup"
}

PROGRAMS=$(find_programs) || fail "PostgreSQL's server programs are missing:  sudo apt-get install postgresql"
case "${1:-}" in
find) echo "$PROGRAMS" ;;
run)
  shift
  start
  "$@"
  ;;
*) fail "usage: postgres.sh find | postgres.sh run COMMAND..." ;;
esac
