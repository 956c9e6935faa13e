#!/usr/bin/env bash
# Builds and starts the site with the demo city on SQLite: ./run.sh [--port 5080] [--reset] [--empty]
#   --port N   listen on 127.0.0.1:N (default 5080)
#   --reset    throw App_Data away first
#   --empty    only the city site, without demo people or districts
set -euo pipefail
cd "$(dirname "$0")"

port=5080 reset= empty=
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=${2:?--port needs a number}; shift ;;
    --reset) reset=1 ;;
    --empty) empty=1 ;;
    -h|--help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "Unknown option $1. Try ./run.sh --help" >&2; exit 2 ;;
  esac
  shift
done
case $port in *[!0-9]*|'') echo "--port needs a number, not '$port'." >&2; exit 2 ;; esac

# shellcheck source=tools/needs.sh
. tools/needs.sh
need_dotnet
need_node

if [ -n "$reset" ]; then rm -rf App_Data; fi
tools/assets.sh
dotnet build src/Training.Web -c Release -v q --nologo -clp:NoSummary

export ASPNETCORE_URLS="http://127.0.0.1:$port" DOTNET_ENVIRONMENT=Production
# Machines that share a host do not tell the size of their caches: garbage would then be collected each 2 MB instead of 16 (docs/operations.md).
export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x1000000}
if [ -n "$empty" ]; then export AutoSetup__Profile=Empty; fi
site=http://127.0.0.1:$port
if [ -n "$empty" ]; then
  echo "Starting on $site. The first start makes the account admin and prints its password below."
else
  cat <<ACCOUNTS
Starting on $site (the first start sets up the demo city, which takes a few seconds).

  $site/            上海市（示例）  city, admin
  $site/changning   长宁区          workers: worker newcomer renewal expired neighbor teacher
                                                   trainer: trainer   officers: officer street line   admin
  $site/shili       示例区          the same names
  Password of all demo accounts: demo-2026

ACCOUNTS
fi
exec dotnet src/Training.Web/bin/Release/net10.0/Training.Web.dll
