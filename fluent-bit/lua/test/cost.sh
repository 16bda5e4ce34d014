#!/usr/bin/env bash
# What the filter costs inside Fluent Bit, in microseconds of CPU for each record:
#   fluent-bit/lua/test/cost.sh [records] [fluent-bit]
# A file of Apache's lines is read once by Fluent Bit without the filter, once with each set of rules; what
# is told is how much longer each takes.
set -euo pipefail
records=${1:-200000}
program=${2:-fluent-bit}
conf=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -v n="$records" 'BEGIN {
  for (i = 0; i < n; i++)
    printf "192.0.2.%d - - [20/Nov/2026:21:59:59 +0000] \"GET /a/%d?page=2 HTTP/1.1\" 200 5123 \"https://www.example.com/start\" \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"\n", i % 250, i
}' > "$work/access.log"
mkdir "$work/lua"
cp "$conf/lua/weir.lua" "$conf/lua/secrets.lua" "$work/lua/"

# $1 names the run, $2 is the rules' table or nothing.
run() {
  {
    printf '[SERVICE]\n    flush 0.2\n    log_level error\n    parsers_file %s\n' "$conf/parsers.conf"
    printf '[INPUT]\n    name tail\n    tag host.apache.access\n    path %s\n    key message\n    read_from_head on\n    exit_on_eof on\n    buffer_chunk_size 1M\n    buffer_max_size 2M\n' "$work/access.log"
    printf '[FILTER]\n    name parser\n    match *\n    key_name message\n    parser weir_apache_access\n    reserve_data on\n    preserve_key on\n'
    if [ -n "$2" ]; then
      printf '%s' "$2" > "$work/lua/rules.lua"
      sed "s#lua/weir.lua#$work/lua/weir.lua#" "$conf/conf.d/filters-lua.conf"
    fi
    printf '[OUTPUT]\n    name null\n    match *\n'
  } > "$work/t.conf"
  local TIMEFORMAT='%U %S'
  { time "$program" -c "$work/t.conf" > "$work/log" 2>&1; } 2> "$work/time"
  awk -v n="$records" -v name="$1" -v base="${base:-0}" '{
    us = ($1 + $2) / n * 1e6
    if (base > 0) printf "%-40s %6.2f us, %.2f more\n", name, us, us - base
    else printf "%-40s %6.2f us\n", name, us
    print us > "/dev/stderr"
  }' "$work/time" 2> "$work/us"
}

run "reading and parsing, no filter" ""
base=$(cat "$work/us")
run "no rule" 'return {}'
run "a drop rule that does not fit" 'return { drop = { { tag = "host.apache.*", when = { { field = "request", equals = "GET /healthz HTTP/1.1" } } } } }'
run "a drop rule that fits each" 'return { drop = { { tag = "host.apache.*", when = { { field = "status", equals = 200 } } } } }'
all='redact = { "aws_access_key", "aws_secret_key", "bearer_token", "url_password" }'
run "redaction, nothing found" "return { $all }"
run "a new tag for each, so each written anew" 'return { route = { { to = "host.other", tag = "host.apache.access" } } }'
