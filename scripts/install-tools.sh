#!/usr/bin/env bash
# Installs, from Debian's packages and as root, what npm cannot bring: the tools named, or all of them. Tests and
# benches use a tool where they find it; nothing here is needed by `npm start`.
#
#   sudo bash scripts/install-tools.sh wrk
#
#   wrk           the HTTP load of `npm run bench inventory`
#   redis-server  the tests of prices that processes share
#   chromium      the tests of what runs in a browser: the client
set -euo pipefail

known=(wrk redis-server chromium)
wanted=("${@:-${known[@]}}")

missing=()
for tool in "${wanted[@]}"; do
  if ! printf '%s\n' "${known[@]}" | grep -qx -- "$tool"; then
    echo "install-tools: $tool is not one of: ${known[*]}" >&2
    exit 2
  fi
  command -v "$tool" >/dev/null || missing+=("$tool")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "install-tools: nothing to do, found ${wanted[*]}"
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "install-tools: ${missing[*]} missing; run again as root" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet
apt-get install --quiet --yes --no-install-recommends "${missing[@]}"
