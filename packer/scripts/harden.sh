#!/usr/bin/env bash
# Closes what a host of Weir does not need.
#
# WEIR_SSHD               true: hosts start sshd
# WEIR_AUTOMATIC_UPDATES  true: hosts install security updates each night
# WEIR_ROOT               the root folder of another system, for tests
set -euo pipefail

root=${WEIR_ROOT:-}

write() {
  install -d -m 0755 "$root$(dirname "$1")"
  cat >"$root$1"
  chmod "${2:-0644}" "$root$1"
}

system() {
  systemctl --root="${root:-/}" --quiet "$@"
}

has_unit() {
  [ -e "$root/usr/lib/systemd/system/$1" ] || [ -e "$root/lib/systemd/system/$1" ]
}

# Logins: nobody by password, and not root. Session Manager is the door.
write /etc/ssh/sshd_config.d/10-weir.conf 0600 <<'EOF'
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitEmptyPasswords no
PermitRootLogin no
X11Forwarding no
AllowAgentForwarding no
MaxAuthTries 3
EOF
usermod --root "${root:-/}" --lock root

# Core dumps can hold secrets.
write /etc/security/limits.d/60-weir.conf <<'EOF'
*  hard  core  0
EOF
write /etc/systemd/coredump.conf.d/60-weir.conf <<'EOF'
[Coredump]
Storage=none
ProcessSizeMax=0
EOF
write /etc/sysctl.d/60-weir.conf <<'EOF'
fs.suid_dumpable = 0
fs.protected_fifos = 2
fs.protected_regular = 2
kernel.core_pattern = |/bin/false
kernel.dmesg_restrict = 1
kernel.kptr_restrict = 2
kernel.unprivileged_bpf_disabled = 1
net.ipv4.conf.all.accept_redirects = 0
net.ipv4.conf.all.send_redirects = 0
net.ipv4.conf.all.accept_source_route = 0
net.ipv6.conf.all.accept_redirects = 0
EOF

# The journal has a bound, so that Fluent Bit's buffer keeps its place on the disk.
write /etc/systemd/journald.conf.d/60-weir.conf <<'EOF'
[Journal]
Storage=persistent
Compress=yes
SystemMaxUse=1G
SystemKeepFree=2G
MaxRetentionSec=14day
EOF

# auditd: who changed accounts, rights, Weir, units, time and kernel modules. Amazon's own rules may
# switch the audit of system calls off.
install -d -m 0750 "$root/etc/audit/rules.d"
find "$root/etc/audit/rules.d" -name '*.rules' -exec sed -i '/^-a never,task$/d' {} +
write /etc/audit/rules.d/60-weir.rules 0600 <<'EOF'
-w /etc/passwd -p wa -k accounts
-w /etc/shadow -p wa -k accounts
-w /etc/group -p wa -k accounts
-w /etc/sudoers -p wa -k rights
-w /etc/sudoers.d -p wa -k rights
-w /etc/ssh -p wa -k ssh
-w /etc/weir -p wa -k weir
-w /opt/weir -p wa -k weir
-w /opt/fluent-bit -p wa -k weir
-w /etc/systemd/system -p wa -k units
-w /usr/lib/systemd/system -p wa -k units
-a always,exit -F arch=b64 -S adjtimex,settimeofday,clock_settime -k time
-a always,exit -F arch=b64 -S init_module,finit_module,delete_module -k modules
-a always,exit -F arch=b64 -S execve -C uid!=euid -F euid=0 -k root
EOF

# The clock of the host's own hypervisor. Servers of the internet cannot be reached from a private subnet.
rm -f "$root/etc/chrony.d/ntp-pool.sources"
if ! grep -rqs '169\.254\.169\.123' "$root/etc/chrony.conf" "$root/etc/chrony.d"; then
  write /etc/chrony.d/amazon.sources <<'EOF'
server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4
EOF
  grep -qs '^sourcedir /etc/chrony.d' "$root/etc/chrony.conf" ||
    echo 'sourcedir /etc/chrony.d' >>"$root/etc/chrony.conf"
fi

if [ "${WEIR_AUTOMATIC_UPDATES:-false}" = true ]; then
  # Without "latest", the repositories of Amazon Linux 2023 never change for a host.
  write /etc/dnf/vars/releasever <<<'latest'
  write /etc/dnf/automatic.conf <<'EOF'
[commands]
upgrade_type = security
download_updates = yes
apply_updates = yes
[emitters]
emit_via = stdio
EOF
  system enable dnf-automatic.timer
fi

for unit in amazon-ssm-agent.service auditd.service chronyd.service; do
  if has_unit "$unit"; then
    system enable "$unit"
  fi
done

# This build still comes through sshd, so sshd goes on until the image is taken.
if [ "${WEIR_SSHD:-false}" = true ]; then
  system enable sshd.service
elif has_unit sshd.service; then
  system disable sshd.service
fi

for unit in rpcbind.service rpcbind.socket nfs-client.target gssproxy.service postfix.service \
  avahi-daemon.service avahi-daemon.socket cups.service atd.service; do
  if has_unit "$unit"; then
    system disable "$unit"
    system mask "$unit"
  fi
done
