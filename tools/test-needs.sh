#!/usr/bin/env bash
# Chromium, Chinese fonts, PostgreSQL, pdftotext and a reader of QR codes for the tests: installs them with apt when root, else says what is missing.
set -euo pipefail
may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
# Not needed, but without its windows a browser takes half the time; not every system has it.
if ! command -v chromium-headless-shell >/dev/null && may_install; then
  timeout 180 sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell' >/dev/null 2>&1 \
    || echo "There is no chromium-headless-shell to install: the journeys take longer."
fi
missing=()
command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fonts-noto-cjk fontconfig)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v zbarimg >/dev/null || missing+=(zbar-tools)
command -v soffice >/dev/null || missing+=(libreoffice-calc-nogui)
[ ${#missing[@]} = 0 ] && exit 0
if may_install; then
  echo "Installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "The tests need: ${missing[*]}. Install them, e.g. apt-get install ${missing[*]}" >&2
  exit 1
fi
