#!/usr/bin/env bash
# test.sh: the whole test run. The pages first, then one pytest over both databases and the browser; it goes on after a failure.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

FAILED=()
check() {
  local name=$1
  shift
  say "$name"
  "$@" || FAILED+=("$name")
}

check "Types of the pages" .ci/with_node.sh npm --prefix pwa --silent run typecheck
check "Tests of the pages" .ci/with_node.sh npm --prefix pwa --silent run test
check "Python, both databases, browser" .ci/postgres.sh run .ci/with_node.sh "$VENV/bin/pytest" -n 2 --dist loadfile -rs

[ ${#FAILED[@]} = 0 ] || fail "Failed: ${FAILED[*]}"
