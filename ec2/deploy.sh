#!/usr/bin/env bash
# Deploys Weir with CloudFormation: network, logs, OpenSearch, alerts, hosts and alarms.
set -euo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<'END'
Usage: ec2/deploy.sh [OPTION]... [NAME=VALUE]...

Deploys ec2/main.yaml and the templates beside it, waits until all is made, and prints what to do
next. Run the same command again to change the stack: parameters that you leave out keep their values.

  --stack NAME         name of the stack (weir)
  --region REGION      region (the one that the AWS CLI is set to)
  --parameters FILE    lines NAME=VALUE; empty lines and lines that begin with # count for nothing
  --bucket BUCKET      bucket for the packaged templates (weir-templates-ACCOUNT-REGION, made if absent)
  --dry-run            print what would change, and change nothing but that bucket
  --help               print this

NAME=VALUE sets a parameter of main.yaml, for example:

  ec2/deploy.sh AlertEmail=security@example.com TrailBucketName=example-trail MinHosts=2

Exit codes: 0 done, 1 AWS refused or the stack failed, 2 the command or the machine lacks something.
END
}

fail() {
  echo "deploy.sh: $*" >&2
  exit 2
}

stack=weir region="" bucket="" dry_run=no
given=()

take_file() {
  local line
  [ -r "$1" ] || fail "cannot read the parameters in $1."
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      '' | '#'*) ;;
      [A-Za-z]*=*) given+=("$line") ;;
      *) fail "the line '$line' of $1 is not NAME=VALUE." ;;
    esac
  done <"$1"
}

while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      usage
      exit 0
      ;;
    --dry-run) dry_run=yes ;;
    --stack | --region | --parameters | --bucket)
      [ $# -gt 1 ] || fail "$1 needs a value. --help lists the options."
      case $1 in
        --stack) stack=$2 ;;
        --region) region=$2 ;;
        --parameters) take_file "$2" ;;
        --bucket) bucket=$2 ;;
      esac
      shift
      ;;
    [A-Za-z]*=*) given+=("$1") ;;
    *) fail "$1 is neither an option nor NAME=VALUE. --help lists the options." ;;
  esac
  shift
done

# The value of a parameter: the last that was given, or the one of the stack, or the default below.
value() {
  local name=$1 default=$2 each found="" is_given=no
  for each in ${given[@]+"${given[@]}"}; do
    if [ "${each%%=*}" = "$name" ]; then
      found=${each#*=} is_given=yes
    fi
  done
  if [ "$is_given" = no ]; then
    found=$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
      --query "Stacks[0].Parameters[?ParameterKey=='$name'].ParameterValue" 2>/dev/null || true)
    found=${found:-$default}
  fi
  echo "$found"
}

known=$(sed -n '/^Parameters:/,/^[QRC][a-z]*:/s/^  \([A-Za-z0-9]*\):$/\1/p' "$folder/main.yaml")
for each in ${given[@]+"${given[@]}"}; do
  grep -qx "${each%%=*}" <<<"$known" ||
    fail "main.yaml has no parameter ${each%%=*}. It has: $(tr '\n' ' ' <<<"$known")"
done

command -v aws >/dev/null ||
  fail "there is no aws on the PATH. Install the AWS CLI: https://docs.aws.amazon.com/cli/"
if [ -n "$region" ]; then
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region
fi
region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
[ -n "$region" ] || fail "no region is set. Give --region, or set AWS_REGION."
account=$(aws sts get-caller-identity --query Account --output text) ||
  fail "AWS does not know who you are. Log in with the AWS CLI, or set AWS_PROFILE."

architecture=$(value Architecture arm64)
if [ -z "$(value Image '')" ]; then
  aws ssm get-parameter --name "/weir/image/$architecture" >/dev/null 2>&1 ||
    fail "there is no image: the parameter /weir/image/$architecture does not exist in $region. Make an image with packer/, or give Image=ami-..."
fi

# The prefix lists let hosts out to S3 and DynamoDB only.
if [ "$(value Nat none)" = none ] && [ -z "$(value S3PrefixListId '')" ]; then
  for service in s3:S3PrefixListId dynamodb:DynamoDbPrefixListId; do
    list=$(aws ec2 describe-managed-prefix-lists --output text \
      --filters "Name=prefix-list-name,Values=com.amazonaws.$region.${service%%:*}" \
      --query 'PrefixLists[0].PrefixListId')
    if [ -n "$list" ] && [ "$list" != None ]; then
      given+=("${service#*:}=$list")
    fi
  done
fi

# A domain in a VPC needs this role, which an account has once.
if [ "$(value Search domain)" = domain ] && [ "$dry_run" = no ]; then
  aws iam get-role --role-name AWSServiceRoleForAmazonOpenSearchService >/dev/null 2>&1 ||
    aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com >/dev/null
fi

if [ -z "$bucket" ]; then
  bucket=weir-templates-$account-$region
  if ! aws s3api head-bucket --bucket "$bucket" 2>/dev/null; then
    if [ "$region" = us-east-1 ]; then
      aws s3api create-bucket --bucket "$bucket" >/dev/null
    else
      aws s3api create-bucket --bucket "$bucket" \
        --create-bucket-configuration "LocationConstraint=$region" >/dev/null
    fi
    aws s3api put-public-access-block --bucket "$bucket" --public-access-block-configuration \
      BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
  fi
fi

packaged=$(mktemp)
trap 'rm -f "$packaged"' EXIT
aws cloudformation package --template-file "$folder/main.yaml" --s3-bucket "$bucket" \
  --s3-prefix "$stack" --output-template-file "$packaged" >/dev/null

if [ "$dry_run" = yes ]; then
  kind=UPDATE keys=()
  state=$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query 'Stacks[0].StackStatus' 2>/dev/null || true)
  if [ -z "$state" ] || [ "$state" = REVIEW_IN_PROGRESS ]; then
    kind=CREATE
  fi
  for each in $known; do
    set_to=""
    for one in ${given[@]+"${given[@]}"}; do
      if [ "${one%%=*}" = "$each" ]; then
        # The CLI divides at commas, which the backslash keeps.
        one=${one#*=}
        set_to=ParameterKey=$each,ParameterValue=${one//,/\\,}
      fi
    done
    if [ -n "$set_to" ]; then
      keys+=("$set_to")
    elif [ "$kind" = UPDATE ] && [ -n "$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
      --query "Stacks[0].Parameters[?ParameterKey=='$each'].ParameterKey")" ]; then
      keys+=("ParameterKey=$each,UsePreviousValue=true")
    fi
  done
  changes=weir-dry-run-$(date +%s)
  aws cloudformation create-change-set --stack-name "$stack" --change-set-name "$changes" \
    --change-set-type "$kind" --include-nested-stacks --capabilities CAPABILITY_NAMED_IAM \
    --template-body "file://$packaged" ${keys[@]+--parameters "${keys[@]}"} >/dev/null
  aws cloudformation wait change-set-create-complete --stack-name "$stack" \
    --change-set-name "$changes" 2>/dev/null || true
  aws cloudformation describe-change-set --stack-name "$stack" --change-set-name "$changes" --output table \
    --query '{Status: Status, Reason: StatusReason, Changes: Changes[].ResourceChange.[Action, LogicalResourceId, ResourceType, Replacement]}'
  aws cloudformation delete-change-set --stack-name "$stack" --change-set-name "$changes" >/dev/null
  if [ "$kind" = CREATE ]; then
    aws cloudformation delete-stack --stack-name "$stack"
  fi
  echo "Nothing was changed."
  exit 0
fi

echo "Deploying the stack $stack in $region of account $account. A new OpenSearch domain takes 20 to 40 minutes."
if ! aws cloudformation deploy --template-file "$packaged" --stack-name "$stack" \
  --s3-bucket "$bucket" --s3-prefix "$stack" --capabilities CAPABILITY_NAMED_IAM \
  --no-fail-on-empty-changeset --tags "weir:stack=$stack" \
  ${given[@]+--parameter-overrides "${given[@]}"}; then
  echo "deploy.sh: the stack failed. What failed first:" >&2
  aws cloudformation describe-stack-events --stack-name "$stack" --output text \
    --query "reverse(StackEvents[?contains(ResourceStatus, 'FAILED')].[LogicalResourceId, ResourceStatusReason])" \
    2>/dev/null | head -5 >&2 || true
  echo "If it is a nested stack, look at the events of that stack. If it is the AutoScalingGroup, read the console output of a host: aws ec2 get-console-output --latest --instance-id ID" >&2
  exit 1
fi

aws cloudformation describe-stacks --stack-name "$stack" --output table \
  --query 'Stacks[0].Outputs[].[OutputKey, OutputValue]'
cat <<END

What to do next:
  1. Follow the link in the mail from AWS Notifications, if you gave AlertEmail.
  2. Open a session on a host and look:
       aws ec2 describe-instances --filters Name=tag:weir:stack,Values='$stack*' --query 'Reservations[].Instances[].InstanceId'
       aws ssm start-session --target ID      and there: sudo weir status
  3. Put files of monitored events and Sigma rules where the outputs MonitoredEvents and RulesLocation say.
  docs/deploy.md has more; ec2/remove.sh removes the stack.
END
