#!/usr/bin/env bash
# Runs on the machine of the build, after the image is made. It marks the image for IMDSv2, makes sure
# that the image is what it should be, and writes its id where the stack looks it up.
#
# WEIR_ARCHITECTURE  x86_64 or arm64
# WEIR_MANIFEST      the file that Packer's manifest post-processor wrote
# WEIR_PARAMETER     the SSM parameter's path without the architecture; empty: none is written
set -euo pipefail

fail() {
  echo "publish: $1" >&2
  exit 1
}

for program in aws jq; do
  command -v "$program" >/dev/null || fail "the program $program is needed: install it and build again"
done

# Packer writes REGION:IMAGE for each image. Of the last run, this is the one of our architecture.
artifact=$(
  jq -r --arg architecture "$WEIR_ARCHITECTURE" \
    '[.builds[] | select(.custom_data.architecture == $architecture)] | last | .artifact_id // empty' \
    "$WEIR_MANIFEST"
)
[[ $artifact =~ ^([a-z0-9-]+):(ami-[0-9a-f]+)$ ]] ||
  fail "$WEIR_MANIFEST names no image for $WEIR_ARCHITECTURE, but '$artifact'"
region=${BASH_REMATCH[1]} image=${BASH_REMATCH[2]}

# Each host of this image then refuses metadata without a token, whatever launches it.
aws ec2 modify-image-attribute --region "$region" --image-id "$image" --imds-support v2.0

facts=$(aws ec2 describe-images --region "$region" --image-ids "$image" --output json)
is() {
  [ "$(jq -r ".Images[0] | $1" <<<"$facts")" = true ] || fail "$image $2: do not use it"
}
is '.ImdsSupport == "v2.0"' "takes metadata requests without a token"
is '[.BlockDeviceMappings[].Ebs // empty] | length > 0 and all(.Encrypted)' "has a disk that is not encrypted"
is '.Public == false' "is public"

if [ -n "$WEIR_PARAMETER" ]; then
  # The type makes SSM look whether there is such an image.
  aws ssm put-parameter --region "$region" --name "$WEIR_PARAMETER/$WEIR_ARCHITECTURE" \
    --type String --data-type aws:ec2:image --value "$image" --overwrite >/dev/null
  echo "publish: $WEIR_PARAMETER/$WEIR_ARCHITECTURE in $region is now $image"
else
  echo "publish: $image in $region"
fi
