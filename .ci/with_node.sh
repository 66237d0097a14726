#!/usr/bin/env bash
# with_node.sh COMMAND...: run it with a Node.js that fits (Vite 8, Vitest 4, npm 11); --fits only asks.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[ -x "$VENV/bin/node" ] && PATH=$PWD/$VENV/bin:$PATH

fits() {
  command -v npm >/dev/null || return 1
  local npm
  npm=$(npm --version 2>/dev/null) || return 1
  [ "${npm%%.*}" -ge 11 ] && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    const ok = major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
    process.exit(ok ? 0 : 1);'
}

if [ "${1:-}" = --fits ]; then
  fits
else
  exec "$@"
fi
