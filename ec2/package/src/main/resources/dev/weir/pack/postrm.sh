#!/bin/sh
# After the files of a deb or an rpm are gone. Data stays; the configuration goes by a purge alone.
set -e

if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || true
fi
if [ "${1:-}" = purge ]; then
  rm -rf /etc/weir
fi
