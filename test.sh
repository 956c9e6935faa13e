#!/usr/bin/env bash
# Installs what the tests need, runs all of them and ends with the line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"
# shellcheck source=tools/needs.sh
. tools/needs.sh
need_dotnet
need_node
tools/test-needs.sh || exit 1

artifacts=$PWD/artifacts
rm -rf "$artifacts"; mkdir -p "$artifacts"
cluster=$(mktemp -d /tmp/training-test-postgres.XXXXXX); chmod 755 "$cluster"
trap 'tools/postgres.sh stop "$cluster"; rm -rf "$cluster"' EXIT
port=$(node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
TRAINING_TEST_POSTGRES=$(tools/postgres.sh start "$cluster" "$port") || exit 1
export TRAINING_TEST_POSTGRES TRAINING_ARTIFACTS=$artifacts

tools/assets.sh && dotnet build Training.sln -c Release -v q --nologo -clp:NoSummary || { echo "The build failed."; echo "0 passed, 1 failed"; exit 1; }

passed=0 failed=0
for project in Training.Tests Training.Tests.Browser; do
  log=$artifacts/$project.log
  "tests/$project/bin/Release/net10.0/$project" --results-directory "$artifacts" --report-xunit-trx --report-xunit-trx-filename "$project.trx" --no-ansi 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  p=$(sed -n 's/^ *succeeded: *\([0-9]*\).*/\1/p' "$log" | tail -n 1)
  f=$(sed -n 's/^ *failed: *\([0-9]*\).*/\1/p' "$log" | tail -n 1)
  s=$(sed -n 's/^ *skipped: *\([0-9]*\).*/\1/p' "$log" | tail -n 1)
  # A crash, an empty run or a skipped test is a failure too.
  if [ "$code" != 0 ] && [ "${f:-0}" = 0 ] || [ -z "$p" ] || [ "${p:-0}" = 0 ] || [ "${s:-0}" != 0 ]; then f=$(( ${f:-0} + 1 )); fi
  passed=$(( passed + ${p:-0} )) failed=$(( failed + f ))
done
# The failures once more, where whoever reads only the end of a long log finds them.
awk '/^failed / {n = 25} !/^failed / && !/^  / {n = 0} n-- > 0' "$artifacts"/*.log
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
