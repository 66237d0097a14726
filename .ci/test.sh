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

# A browser on a busy machine sometimes misses its moment: what failed has one second try, alone, and both tries stand in the output.
python_tests() {
  local pytest=(.ci/postgres.sh run .ci/with_node.sh "$VENV/bin/pytest" -rs --durations=30)
  "${pytest[@]}" -n 2 --dist loadfile && return
  say "A second try for what failed above"
  "${pytest[@]}" --last-failed --last-failed-no-failures none
}
check "Python, both databases, browser" python_tests

[ ${#FAILED[@]} = 0 ] || fail "Failed: ${FAILED[*]}"
