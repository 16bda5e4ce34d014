#!/usr/bin/env bash
# Upgrades the distribution, installs what the hosts' scripts need, and starts the new kernel.
#
# WEIR_RELEASE            latest, or a release of Amazon Linux 2023
# WEIR_AUTOMATIC_UPDATES  true: install dnf-automatic too
set -euo pipefail

packages=(amazon-ssm-agent aws-cfn-bootstrap awscli-2 amazon-cloudwatch-agent audit chrony python3 tar)
if [ "$WEIR_AUTOMATIC_UPDATES" = true ]; then
  packages+=(dnf-automatic)
fi

dnf upgrade -y -q --refresh --releasever="$WEIR_RELEASE"
dnf install -y -q --releasever="$WEIR_RELEASE" "${packages[@]}"
systemctl reboot
