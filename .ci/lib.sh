# Shared by the set-up scripts: plain messages, and Debian packages where this user may install them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV=.venv
STAMPS=$VENV/.stamps

say() { printf '%s\n' "== $*"; }

fail() {
  printf '%s\n' "!! $*" >&2
  exit 1
}

# may_apt: can this user install packages without being asked for a password?
may_apt() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] && return 0
  command -v sudo >/dev/null && sudo -n true 2>/dev/null
}

# packages WHY NAME...: install them, or say exactly what is missing and stop.
packages() {
  local why=$1 sudo=()
  shift
  may_apt || fail "$why: missing. Please install these packages and run this again:  sudo apt-get install $*"
  [ "$(id -u)" = 0 ] || sudo=(sudo -n)
  say "$why: installing $*"
  mkdir -p build
  { "${sudo[@]}" apt-get update -q &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } \
    >build/apt.log 2>&1 || fail "$why: apt-get could not install $*. Its last words: $(tail -n 3 build/apt.log)"
}

# loads LIBRARY...: can all these shared libraries be opened?
loads() {
  "${PYTHON:-python3}" - "$@" 2>/dev/null <<'PY'
import ctypes
import sys

for name in sys.argv[1:]:
    ctypes.CDLL(name)
PY
}
