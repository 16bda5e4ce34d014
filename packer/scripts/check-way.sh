#!/usr/bin/env bash
# Sends a record into Fluent Bit, and waits until the sidecar has written it as a document.
#
# usage: check-way.sh SOCKET DOCUMENTS
#   SOCKET     where Fluent Bit listens for Weir's source
#   DOCUMENTS  the file of stub_opensearch.py
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
mark="image-check-$RANDOM$RANDOM"

python3 "$here/send_record.py" "$1" s3.json "$mark"
for _ in $(seq 60); do
  if grep -q "\"index\": \"weir-json-.*\"message\": \"$mark\"" "$2"; then
    echo "check: a record went through Fluent Bit and the sidecar and became a document"
    exit 0
  fi
  sleep 1
done
echo "check: Fluent Bit took the record $mark at $1, and no document of it came out of the sidecar within 60 s: see the logs of both" >&2
exit 1
