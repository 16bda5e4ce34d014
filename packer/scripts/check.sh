#!/usr/bin/env bash
# Checks the image from inside, before it is taken. Each check that fails is named; then the build ends.
#
# WEIR_VERSION, WEIR_COMMIT, WEIR_FLUENT_BIT_VERSION  what the tags of the image will say
# WEIR_SSHD                                           true: hosts start sshd
set -euo pipefail

here=/var/tmp/weir-image
trial=/etc/weir/weir.yaml
metadata=http://169.254.169.254/latest
port=9299
failed=0

# expect WORDS COMMAND...: the command succeeds, or the check of that name fails.
expect() {
  local name=$1 printed
  shift
  if printed=$("$@" 2>&1); then
    echo "check: $name"
  else
    printf 'check: FAILED: %s: %s\n%s\n' "$name" "$*" "$printed" >&2
    failed=1
  fi
}

# unless COMMAND...: the command fails.
unless() {
  ! "$@"
}

prints() {
  local wanted=$1
  shift
  "$@" | grep -qF -- "$wanted"
}

# systemd-analyze verify exits 0 when a key is unknown, and says so.
is_silent() {
  local printed
  printed=$("$@" 2>&1) || return 1
  echo "$printed"
  [ -z "$printed" ]
}

is_socket() {
  [ -S "$1" ] && [ "$(stat -c %a:%G "$1")" = 660:weir ]
}

until_true() {
  for _ in $(seq 60); do
    "$@" && return 0
    sleep 1
  done
  return 1
}

metadata_token() {
  curl -sf -m 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$metadata/api/token"
}

metadata_without_token() {
  curl -sf -m 5 -o /dev/null "$metadata/meta-data/instance-id"
}

# --- versions and files

expect "Weir has the version of the tags" prints "$WEIR_VERSION" weir --version
expect "Weir has the commit of the tags" prints "${WEIR_COMMIT:0:7}" weir --version
expect "Fluent Bit has the version of the tags" \
  prints "v$WEIR_FLUENT_BIT_VERSION" /opt/fluent-bit/bin/fluent-bit --version
expect "/etc/weir is closed" test "$(stat -c %a:%U:%G /etc/weir)" = 750:root:weir
expect "nobody configured Weir yet" unless test -e "$trial"
for program in aws cfn-signal; do
  expect "$program is there" test -x "$(command -v "$program" || echo "/opt/aws/bin/$program")"
done

# --- services

for unit in weir.service fluent-bit.service weir-first-boot.service amazon-ssm-agent.service \
  chronyd.service auditd.service; do
  expect "$unit is enabled" systemctl is-enabled --quiet "$unit"
done
[ "${WEIR_SSHD:-false}" = true ] ||
  expect "sshd is disabled" unless systemctl is-enabled --quiet sshd.service
expect "the units have no mistake" \
  is_silent systemd-analyze verify weir.service fluent-bit.service weir-first-boot.service
expect "the sandbox of Weir is at most 1.5" systemd-analyze security --threshold=15 weir.service
expect "the sandbox of Fluent Bit is at most 2.5" \
  systemd-analyze security --threshold=25 fluent-bit.service
expect "the clock follows the host's" prints 169.254.169.123 chronyc -n sources
expect "the audit rules load" augenrules --load

# --- metadata: only with a token

expect "the metadata service wants a token" unless metadata_without_token
expect "the metadata service gives a token" metadata_token

# --- one record through both services in their sandbox, into a stub

documents=$(mktemp)
stub=''
cleanup() {
  systemctl stop weir.service fluent-bit.service || true
  [ -z "$stub" ] || kill "$stub" 2>/dev/null || true
  rm -f "$trial" "$documents"
  find /var/lib/weir/fluent-bit /var/lib/weir/fluent-bit-state -mindepth 1 -delete 2>/dev/null || true
}
trap cleanup EXIT

python3 "$here/stub_opensearch.py" "$port" "$documents" &
stub=$!
# The file has the mode of the real one, so that the services have to be able to read it.
install -m 0640 -o root -g weir /dev/stdin "$trial" <<EOF
source:
  enabled: false
forward:
  listeners:
    - unix: /run/weir/sidecar.sock
opensearch:
  url: http://127.0.0.1:$port
  replicas: 0
metrics:
  listen: 127.0.0.1:9464
EOF

expect "the stub answers" until_true curl -sf -m 2 -o /dev/null "http://127.0.0.1:$port/"
# Fluent Bit first: with it comes the folder of the sockets, which weir check looks at.
expect "Fluent Bit starts" systemctl start fluent-bit.service
expect "weir check finds no problem" runuser -u weir -- weir check -c "$trial"
expect "Weir starts" systemctl start weir.service
expect "the sidecar's socket is there for its group" until_true is_socket /run/weir/sidecar.sock
expect "Fluent Bit's socket is there for its group" until_true is_socket /run/weir/fluent-bit.sock
expect "Weir is ready" until_true curl -sf -m 2 -o /dev/null http://127.0.0.1:9464/readyz
expect "a record becomes a document" \
  bash "$here/check-way.sh" /run/weir/fluent-bit.sock "$documents"
expect "both services run" systemctl is-active --quiet weir.service fluent-bit.service

if [ "$failed" -ne 0 ]; then
  journalctl -q --no-pager -n 60 -u weir.service -u fluent-bit.service >&2 || true
  echo "check: the image is not taken, for the reasons above" >&2
  exit 1
fi
