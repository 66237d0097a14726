#!/usr/bin/env bash
# setup.sh STEP: one step of the set-up. The Makefile decides which are needed and when to repeat one.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

NODE_LOCK=requirements-node.lock

find_python() {
  local name
  for name in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      echo "$name"
      return
    fi
  done
  fail "Python 3.11 or newer is needed. On Debian 12 or newer:  sudo apt-get install python3 python3-venv"
}

step_venv() {
  local python
  mkdir -p "$STAMPS"
  "$VENV/bin/python" -c 'import pip' 2>/dev/null && return
  python=$(find_python)
  say "Python environment from $("$python" --version)"
  if ! "$python" -m venv --clear "$VENV" >/dev/null 2>&1; then
    packages "Python's venv module" python3-venv
    "$python" -m venv --clear "$VENV"
  fi
  mkdir -p "$STAMPS"
}

pip_install() {
  "$VENV/bin/python" -m pip install -qq --disable-pip-version-check "$@"
}

step_runtime() {
  step_pdf_libraries
  say "Python packages of the server"
  pip_install --require-hashes -r requirements.lock
  PYTHONWARNINGS=ignore pip_install --no-deps --no-build-isolation -e .
}

step_dev() {
  say "Python packages of the tests"
  pip_install --require-hashes -r requirements-dev.lock
}

step_pdf_libraries() {
  loads libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1 ||
    packages "Libraries that set the PDF's text" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig
}

step_test_programs() {
  .ci/postgres.sh find >/dev/null 2>&1 || packages "PostgreSQL server" postgresql
  command -v chromium >/dev/null || packages "Chromium" chromium chromium-sandbox fonts-liberation
  loads libatomic.so.1 || packages "A library of the browser's driver" libatomic1
  command -v pdftotext >/dev/null || packages "PDF tools" poppler-utils
  command -v qpdf >/dev/null || packages "A checker of PDF files" qpdf
}

step_node() {
  .ci/with_node.sh --fits && return
  say "Node.js into the Python environment (the system's is missing, too old, or has an npm before 11)"
  pip_install --require-hashes -r "$NODE_LOCK"
  .ci/with_node.sh --fits || fail "The Node.js of $NODE_LOCK does not run here."
}

step_npm() {
  say "Packages of the pages"
  .ci/with_node.sh npm --prefix pwa ci --ignore-scripts --no-audit --no-fund --loglevel=error
}

case "${1:-}" in
venv | runtime | dev | test_programs | node | npm) "step_$1" ;;
*) fail "usage: setup.sh venv|runtime|dev|test_programs|node|npm" ;;
esac
