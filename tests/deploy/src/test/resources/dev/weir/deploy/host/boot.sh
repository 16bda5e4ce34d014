#!/bin/bash
# Boots systemd on top of a root that stays as it is. Runs in mount, process, host name, IPC and
# cgroup namespaces of its own; the network is that of the machine, so a lab on loopback is near.
# $1 is the root below, $2 a folder for what the host writes; then pairs of a folder of the machine
# and where the host sees it, read-only.
set -euo pipefail
base=$1
work=$2
shift 2
root=$work/root

mount --make-rprivate /
mkdir -p "$root"
mount -t tmpfs -o mode=755 layers "$root"
mkdir "$root/upper" "$root/work"
mkdir -p "$work/layers"
mount --move "$root" "$work/layers"
mount -t overlay -o "lowerdir=$base,upperdir=$work/layers/upper,workdir=$work/layers/work" \
  overlay "$root"

mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 run "$root/run"
# The devices of a container. Without ptmx, systemd cannot make the private ones of a service.
mount -t tmpfs -o mode=755 dev "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
mount -t tmpfs shm "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"

while [ $# -gt 0 ]; do
  mkdir -p "$root$2"
  mount --bind "$1" "$root$2"
  mount -o remount,bind,ro "$root$2"
  shift 2
done

# What would change the machine's kernel, or waits for a terminal.
for unit in systemd-sysctl systemd-modules-load systemd-remount-fs console-getty getty@tty1 \
  systemd-logind systemd-resolved systemd-timesyncd; do
  ln -sf /dev/null "$root/etc/systemd/system/$unit.service"
done
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"

mkdir "$root/oldroot"
cd "$root"
pivot_root . oldroot
umount -l /oldroot
rmdir /oldroot
# As on any host: a mount that systemd makes for a service reaches it this way.
mount --make-rshared /
export container=weir
exec /lib/systemd/systemd --log-target=journal --show-status=no </dev/null
