locals {
  account   = var.places.AccountId
  suffix    = "${local.account}-${var.places.Region}"
  arn       = "arn:${var.places.Partition}:s3:::"
  kms       = var.encryption == "kms"
  delivered = var.waf_logs || var.flow_logs || var.alb_logs

  names = merge(
    {
      logs   = var.trail_bucket_name != "" ? var.trail_bucket_name : "${var.name}-logs-${local.suffix}"
      output = "${var.name}-output-${local.suffix}"
      access = "${var.name}-access-${local.suffix}"
    },
    # WAF wants the name to begin so.
    local.delivered ? { delivery = "aws-waf-logs-${var.name}-${local.suffix}" } : {}
  )
  read      = local.delivered ? ["logs", "delivery"] : ["logs"]
  trail_arn = "arn:${var.places.Partition}:cloudtrail:${var.places.Region}:${local.account}:trail/${var.name}"

  values = merge(var.places, {
    BucketArn            = "${local.arn}${local.names.logs}"
    DeliveryBucketArn    = "${local.arn}aws-waf-logs-${var.name}-${local.suffix}"
    OutputBucketArn      = "${local.arn}${local.names.output}"
    AccessLogBucketArn   = "${local.arn}${local.names.access}"
    AnnouncingBucketArns = [for bucket in local.read : "${local.arn}${local.names[bucket]}"]
    LoggedBucketArns     = [for bucket, name in local.names : "${local.arn}${name}" if bucket != "access"]
    ObjectTopicArn       = "arn:${var.places.Partition}:sns:${var.places.Region}:${local.account}:${var.name}-objects"
    TrailArn             = local.trail_arn
    TrailArns            = concat([local.trail_arn], var.other_trail_arns)
    TrailObjectArns = [
      for writer in compact([local.account, var.trail == "organization" ? var.organization_id : ""]) :
      "${local.arn}${local.names.logs}/AWSLogs/${writer}/*"
    ]
    OtherTrailArns  = var.other_trail_arns
    OtherBucketArns = var.other_bucket_arns
    OtherAccounts   = var.other_accounts
  })
  choices = {
    SomeTrail    = var.trail != "none"
    OtherTrails  = length(var.other_trail_arns) > 0
    OtherBuckets = length(var.other_bucket_arns) > 0
    FanOut       = var.notification == "sns"
    LogDelivery  = var.waf_logs || var.flow_logs
    Waf          = var.waf_logs
    Flow         = var.flow_logs
    Alb          = var.alb_logs
  }
  policies = {
    logs     = "log-bucket-policy.json"
    delivery = "delivery-bucket-policy.json"
    output   = "output-bucket-policy.json"
    access   = "access-log-bucket-policy.json"
  }
}

module "policy" {
  source   = "../policy"
  for_each = local.names
  file     = local.policies[each.key]
  values   = local.values
  choices  = local.choices
}

module "key_policy" {
  source  = "../policy"
  file    = "logs-key-policy.json"
  values  = local.values
  choices = local.choices
}

resource "aws_kms_key" "logs" {
  count               = local.kms ? 1 : 0
  description         = "Logs and queues of ${var.name}"
  enable_key_rotation = true
  policy              = module.key_policy.document
  tags                = { Name = "${var.name}-logs" }
}

resource "aws_kms_alias" "logs" {
  count         = local.kms ? 1 : 0
  name          = "alias/${var.name}-logs"
  target_key_id = aws_kms_key.logs[0].key_id
}

resource "aws_s3_bucket" "bucket" {
  for_each = local.names
  bucket   = each.value
  tags     = { Name = "${var.name}-${each.key}" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "bucket" {
  for_each = local.names
  bucket   = aws_s3_bucket.bucket[each.key].id
  rule {
    # Load balancers and access logs deliver to no bucket with a key of yours.
    bucket_key_enabled = local.kms && contains(["logs", "output"], each.key)
    apply_server_side_encryption_by_default {
      sse_algorithm     = local.kms && contains(["logs", "output"], each.key) ? "aws:kms" : "AES256"
      kms_master_key_id = local.kms && contains(["logs", "output"], each.key) ? aws_kms_key.logs[0].arn : null
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "bucket" {
  for_each = local.names
  bucket   = aws_s3_bucket.bucket[each.key].id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "bucket" {
  for_each                = local.names
  bucket                  = aws_s3_bucket.bucket[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "bucket" {
  for_each = local.names
  bucket   = aws_s3_bucket.bucket[each.key].id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_logging" "bucket" {
  for_each      = { for bucket, name in local.names : bucket => name if bucket != "access" }
  bucket        = aws_s3_bucket.bucket[each.key].id
  target_bucket = aws_s3_bucket.bucket["access"].id
  target_prefix = "${each.key}/"
  depends_on    = [aws_s3_bucket_policy.bucket]
}

resource "aws_s3_bucket_lifecycle_configuration" "read" {
  for_each = toset(local.read)
  bucket   = aws_s3_bucket.bucket[each.key].id

  rule {
    id     = "archive-and-delete"
    status = "Enabled"
    filter {}
    transition {
      days          = var.log_archive_days
      storage_class = "GLACIER_IR"
    }
    expiration {
      days = var.log_retention_days
    }
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  rule {
    id     = "delete-markers"
    status = "Enabled"
    filter {}
    expiration {
      expired_object_delete_marker = true
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "output" {
  bucket = aws_s3_bucket.bucket["output"].id

  # Dead letters, reports and Fluent Bit's archive. Rules stay.
  rule {
    id     = "delete"
    status = "Enabled"
    filter {
      prefix = "weir/"
    }
    expiration {
      days = var.output_retention_days
    }
  }

  rule {
    id     = "rest"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = 90
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "access" {
  bucket = aws_s3_bucket.bucket["access"].id
  rule {
    id     = "delete"
    status = "Enabled"
    filter {}
    expiration {
      days = var.output_retention_days
    }
    noncurrent_version_expiration {
      noncurrent_days = 7
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket_policy" "bucket" {
  for_each   = local.names
  bucket     = aws_s3_bucket.bucket[each.key].id
  policy     = module.policy[each.key].document
  depends_on = [aws_s3_bucket_public_access_block.bucket]
}
