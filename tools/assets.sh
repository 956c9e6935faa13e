#!/usr/bin/env bash
# Builds the theme's assets from npm packages, when their sources changed since the last build.
set -euo pipefail
cd "$(dirname "$0")/.."
built=themes/default/wwwroot
stamp=$built/.stamp
now=$(cat package-lock.json themes/build.mjs $(find themes/default/Assets themes/default/icons.txt -type f | sort) | sha256sum | cut -c1-64)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then exit 0; fi
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; fi
npm run --silent build
echo "$now" > "$stamp"
