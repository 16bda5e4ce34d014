#!/bin/sh
# Before the files of a deb or an rpm lie there: the user they belong to, and a stop before an upgrade.
set -e

if ! getent group weir >/dev/null || ! getent passwd weir >/dev/null; then
  if command -v systemd-sysusers >/dev/null 2>&1; then
    printf 'u weir - "Weir" /var/lib/weir\n' | systemd-sysusers - || true
  fi
  if ! getent group weir >/dev/null; then
    groupadd --system weir
  fi
  if ! getent passwd weir >/dev/null; then
    useradd --system --gid weir --home-dir /var/lib/weir --no-create-home \
      --shell /usr/sbin/nologin --comment Weir weir
  fi
fi

# A daemon whose jars are replaced below it would fail at the next class it loads. Its stop drains.
case ${1:-} in
  upgrade | 2)
    if [ -d /run/systemd/system ] && systemctl is-active --quiet weir.service; then
      : >/run/weir-start-after-upgrade
      systemctl stop weir.service
    fi
    ;;
esac
