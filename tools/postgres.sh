#!/usr/bin/env bash
# A throw-away PostgreSQL cluster on loopback for tests and benchmarks: tools/postgres.sh start|stop [folder] [port]
# `start` prints the connection string. Data are not synced to disk: this cluster is for tests only.
set -euo pipefail
action=${1:?usage: tools/postgres.sh start|stop [folder] [port]}
folder=${2:-/tmp/training-postgres}
port=${3:-54329}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)")
[ -x "$bin/initdb" ] || { echo "PostgreSQL is missing: apt-get install postgresql" >&2; exit 1; }
# The server refuses to run as root.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case $action in
  start)
    if [ ! -d "$folder/data" ]; then
      mkdir -p "$folder"; [ "$(id -u)" != 0 ] || chown postgres "$folder"
      as "$bin/initdb" -D "$folder/data" -U training --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
    fi
    if ! as "$bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
      as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-p $port -h 127.0.0.1 -k $folder -c fsync=off -c synchronous_commit=off -c max_connections=100 -c max_locks_per_transaction=256" start >/dev/null
    fi
    as "$bin/psql" -h 127.0.0.1 -p "$port" -U training -d postgres -tAc "select 1 from pg_database where datname='training'" | grep -q 1 \
      || as "$bin/createdb" -h 127.0.0.1 -p "$port" -U training training
    echo "Host=127.0.0.1;Port=$port;Username=training;Database=training;Maximum Pool Size=30"
    ;;
  stop) as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null || true ;;
  *) echo "start or stop" >&2; exit 2 ;;
esac
