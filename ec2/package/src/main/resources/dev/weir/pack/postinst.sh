#!/bin/sh
# After the files of a deb or an rpm lie there. Nothing starts by itself, but what ran before.
set -e

if [ -f /usr/lib/sysusers.d/weir.conf ] && command -v systemd-sysusers >/dev/null 2>&1; then
  systemd-sysusers weir.conf || true
fi
if [ -f /usr/lib/tmpfiles.d/weir.conf ] && command -v systemd-tmpfiles >/dev/null 2>&1; then
  systemd-tmpfiles --create weir.conf || true
fi
install -d -o weir -g weir -m 0750 /var/lib/weir
if [ -f /etc/weir/weir.yaml ]; then
  chown root:weir /etc/weir/weir.yaml
  chmod 0640 /etc/weir/weir.yaml
fi

# Without it Weir starts slower, and works.
/opt/weir/bin/weir-start-cache >/dev/null 2>&1 ||
  echo "weir: the cache for a fast start was not made: /opt/weir/bin/weir-start-cache says why" >&2

if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || true
  if [ -f /run/weir-start-after-upgrade ]; then
    rm -f /run/weir-start-after-upgrade
    systemctl start weir.service ||
      echo "weir: weir.service did not start after the upgrade: systemctl status weir.service says why" >&2
  fi
fi
