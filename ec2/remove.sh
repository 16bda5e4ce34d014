#!/usr/bin/env bash
# Removes a stack that deploy.sh made, and keeps or deletes its data.
set -euo pipefail

usage() {
  cat <<'END'
Usage: ec2/remove.sh (--keep-data | --delete-data) [OPTION]...

Removes the stack, and prints what stays. Data are the buckets, the table, the OpenSearch domain or
collection with its login and its network, and the keys that encrypt them.

  --keep-data          leave all data; they go on to cost money
  --delete-data        delete all data after the stack; nobody can bring them back
  --yes                do not ask
  --stack NAME         name of the stack (weir)
  --region REGION      region (the one that the AWS CLI is set to)
  --help               print this

Exit codes: 0 done, 1 AWS refused, 2 the command or the machine lacks something.
END
}

fail() {
  echo "remove.sh: $*" >&2
  exit 2
}

stack=weir data="" sure=no
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      usage
      exit 0
      ;;
    --keep-data | --delete-data)
      [ -z "$data" ] || fail "give --keep-data or --delete-data once."
      data=${1#--}
      ;;
    --yes) sure=yes ;;
    --stack | --region)
      [ $# -gt 1 ] || fail "$1 needs a value. --help lists the options."
      if [ "$1" = --stack ]; then
        stack=$2
      else
        export AWS_REGION=$2 AWS_DEFAULT_REGION=$2
      fi
      shift
      ;;
    *) fail "$1 is no option. --help lists the options." ;;
  esac
  shift
done
[ -n "$data" ] || fail "say what becomes of the data: --keep-data or --delete-data."
command -v aws >/dev/null ||
  fail "there is no aws on the PATH. Install the AWS CLI: https://docs.aws.amazon.com/cli/"

# Lines TYPE ID of a stack and the stacks in it.
resources() {
  local type id
  aws cloudformation list-stack-resources --stack-name "$1" --output text \
    --query "StackResourceSummaries[?ResourceStatus!='DELETE_COMPLETE'].[ResourceType, PhysicalResourceId]" |
    while read -r type id; do
      if [ "$type" = AWS::CloudFormation::Stack ]; then
        resources "$id"
      else
        echo "$type $id"
      fi
    done
}

aws cloudformation describe-stacks --stack-name "$stack" >/dev/null 2>&1 ||
  fail "there is no stack $stack here. Give --stack and --region."
all=$(resources "$stack")

# The id of a stack in the stack, or nothing.
nested() {
  aws cloudformation list-stack-resources --stack-name "$stack" --output text \
    --query "StackResourceSummaries[?LogicalResourceId=='$1'].PhysicalResourceId"
}

# The templates keep these types (DeletionPolicy). Keys come last: they encrypt the others.
kept=$(
  for type in AWS::S3::Bucket AWS::DynamoDB::Table AWS::OpenSearchService::Domain \
    AWS::OpenSearchServerless::Collection AWS::Cognito::UserPool AWS::KMS::Key; do
    grep "^$type " <<<"$all" || true
  done
)

searched=$(grep -E '^AWS::(OpenSearchService::Domain|OpenSearchServerless::Collection) ' <<<"$kept" || true)
# The stack leaves these two, because a domain needs them.
search=$(nested SearchStack)
network=$(nested NetworkStack)

list() {
  local each
  while read -r each; do
    echo "  $each"
  done <<<"$1"
}

if [ "$sure" = no ]; then
  echo "This removes the stack $stack. Then there is still:"
  list "$kept"
  if [ "$data" = delete-data ]; then
    echo "and --delete-data DELETES ALL OF IT."
  fi
  printf 'Type the name of the stack to go on: '
  read -r answer
  [ "$answer" = "$stack" ] || fail "nothing was removed."
fi

delete_stack() {
  aws cloudformation delete-stack --stack-name "$1"
  aws cloudformation wait stack-delete-complete --stack-name "$1"
}

empty_bucket() {
  local batch
  while :; do
    # shellcheck disable=SC2016 # a literal of the query
    batch=$(aws s3api list-object-versions --bucket "$1" --max-items 1000 --output json \
      --query '{Objects: [Versions, DeleteMarkers][] | [?@] | [].{Key: Key, VersionId: VersionId}, Quiet: `true`}')
    if ! grep -q '"Key"' <<<"$batch"; then
      return
    fi
    aws s3api delete-objects --bucket "$1" --delete "$batch" >/dev/null
  done
}

# Until it is gone: its network interfaces hold the subnets.
delete_domain() {
  aws opensearch delete-domain --domain-name "$1" >/dev/null
  for _ in $(seq 120); do
    if ! aws opensearch describe-domain --domain-name "$1" >/dev/null 2>&1; then
      return
    fi
    sleep 15
  done
  echo "remove.sh: the domain $1 is still being deleted. Run the command again later." >&2
  exit 1
}

delete_stack "$stack"

if [ "$data" = delete-data ]; then
  while read -r type id; do
    case $type in
      AWS::S3::Bucket)
        empty_bucket "$id"
        aws s3api delete-bucket --bucket "$id"
        ;;
      AWS::DynamoDB::Table) aws dynamodb delete-table --table-name "$id" >/dev/null ;;
      AWS::OpenSearchService::Domain) delete_domain "$id" ;;
      AWS::OpenSearchServerless::Collection) aws opensearchserverless delete-collection --id "$id" >/dev/null ;;
      AWS::Cognito::UserPool)
        prefix=$(aws cognito-idp describe-user-pool --user-pool-id "$id" --query UserPool.Domain --output text)
        if [ -n "$prefix" ] && [ "$prefix" != None ]; then
          aws cognito-idp delete-user-pool-domain --user-pool-id "$id" --domain "$prefix"
        fi
        aws cognito-idp delete-user-pool --user-pool-id "$id"
        ;;
      AWS::KMS::Key) aws kms schedule-key-deletion --key-id "$id" --pending-window-in-days 7 >/dev/null ;;
    esac
    echo "deleted $type $id"
  done <<<"$kept"
fi

if [ "$data" = delete-data ] || [ -z "$searched" ]; then
  for each in $search $network; do
    delete_stack "$each"
  done
fi

if [ "$data" = delete-data ]; then
  echo "The stack $stack and its data are gone. Keys are deleted in 7 days: until then, aws kms cancel-key-deletion brings them back."
else
  echo "The stack $stack is gone. These data stay, and cost money:"
  list "$kept"
  if [ -n "$searched" ]; then
    echo "So do the stacks of OpenSearch and its network:"
    list "$search"
    list "$network"
  fi
  echo "docs/teardown.md says how to read them, and how to delete them later."
fi
