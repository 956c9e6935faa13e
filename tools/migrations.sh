#!/usr/bin/env bash
# Writes a migration of the given name for both databases: tools/migrations.sh AddSomething
# Before the first release there is only Initial: `tools/migrations.sh --initial` writes it anew.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: tools/migrations.sh NAME | --initial}
project=src/Training.Web
if [ "$name" = --initial ]; then name=Initial; rm -rf "$project/Migrations"; fi
dotnet tool restore >/dev/null
dotnet build "$project" -v q --nologo
for db in Sqlite Postgres; do
  dotnet ef migrations add "$name" --no-build --project "$project" --context "${db}Db" --output-dir "Migrations/$db"
done
