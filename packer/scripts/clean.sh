#!/usr/bin/env bash
# Removes what belongs to the build host and not to an image. It runs last.
#
# WEIR_ROOT  the root folder of another system, for tests
set -euo pipefail

root=${WEIR_ROOT:-}

if [ -z "$root" ]; then
  dnf clean all -q
  systemctl stop rsyslog.service auditd.service 2>/dev/null || true
  journalctl -q --rotate --vacuum-time=1s || true
fi

# Identity: each host gets its own at its first boot.
install -d "$root/etc"
: >"$root/etc/machine-id"
rm -f "$root/var/lib/dbus/machine-id" "$root"/etc/ssh/ssh_host_* "$root/var/lib/systemd/random-seed"
rm -rf "$root/var/lib/cloud" "$root/var/lib/dhclient"

# Keys and traces of whoever built it.
for home in "$root/root" "$root"/home/*; do
  rm -rf "$home/.ssh" "$home/.aws" "$home/.cache" "$home/.bash_history" "$home/.python_history" \
    "$home/.lesshst" "$home/.viminfo" "$home/.wget-hsts"
done

# Caches, logs and files of the build. Folders stay, with their owners and modes.
rm -rf "$root/var/tmp/weir-image" "$root/var/cache/dnf" "$root/var/cache/yum"
if [ -d "$root/var/log" ]; then
  find "$root/var/log" -type f -delete
  find "$root/var/log/journal" -mindepth 1 -delete 2>/dev/null || true
fi
for data in "$root/var/lib/weir/fluent-bit" "$root/var/lib/weir/fluent-bit-state"; do
  [ ! -d "$data" ] || find "$data" -mindepth 1 -delete
done

# What must not be in an image, whoever put it there.
left=$(
  find "$root/etc/ssh" "$root/root" "$root/home" "$root/etc/weir" -xdev \
    \( -name authorized_keys -o -name 'ssh_host_*' -o -name 'id_*' -o -name weir.yaml \
    -o -path '*/.aws/credentials' -o -path '*/etc/weir/credentials/*' \) -type f 2>/dev/null || true
)
if [ -n "$left" ]; then
  printf 'clean: the image would hold secrets or keys; remove these files:\n%s\n' "$left" >&2
  exit 1
fi
sync
