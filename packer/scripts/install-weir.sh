#!/usr/bin/env bash
# Installs Weir and Fluent Bit as on any host. The services start at the first boot of the image, not now.
set -euo pipefail

cd /var/tmp/weir-image
chmod 0755 install.sh
./install.sh --package ./weir-*.rpm --fleet --no-start
