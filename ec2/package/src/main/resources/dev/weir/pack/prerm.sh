#!/bin/sh
# Before the files of a deb or an rpm go. An upgrade is no removal: the new preinst stops the daemon.
set -e

case ${1:-} in
  remove | 0)
    if [ -d /run/systemd/system ]; then
      for unit in /usr/lib/systemd/system/weir*.timer /usr/lib/systemd/system/weir*.path \
        /usr/lib/systemd/system/weir*.service; do
        if [ -f "$unit" ]; then
          systemctl --quiet disable --now "${unit##*/}" || true
        fi
      done
    fi
    rm -f /opt/weir/lib/weir.aot
    ;;
esac
