locals {
  values = merge(var.places, {
    TopicArn = "arn:${var.places.Partition}:sns:${var.places.Region}:${var.places.AccountId}:${var.name}-alerts"
  })
}

module "policy" {
  source   = "../policy"
  for_each = toset(["alerts-key-policy.json", "topic-policy.json"])
  file     = each.key
  values   = local.values
}

resource "aws_kms_key" "alerts" {
  description         = "Alerts of ${var.name}"
  enable_key_rotation = true
  policy              = module.policy["alerts-key-policy.json"].document
  tags                = { Name = "${var.name}-alerts" }
}

resource "aws_kms_alias" "alerts" {
  name          = "alias/${var.name}-alerts"
  target_key_id = aws_kms_key.alerts.key_id
}

resource "aws_sns_topic" "alerts" {
  name              = "${var.name}-alerts"
  display_name      = "Weir ${var.name}"
  kms_master_key_id = aws_kms_key.alerts.arn
  tags              = { Name = "${var.name}-alerts" }
}

resource "aws_sns_topic_policy" "alerts" {
  arn    = aws_sns_topic.alerts.arn
  policy = module.policy["topic-policy.json"].document
}

resource "aws_sns_topic_subscription" "email" {
  count     = var.alert_email == "" ? 0 : 1
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = var.alert_email
}

resource "aws_dynamodb_table" "events" {
  name                        = var.table_name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "EventId"
  deletion_protection_enabled = var.table_protection
  tags                        = { Name = var.table_name }

  attribute {
    name = "EventId"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  # The attribute that Weir writes if a destination of the kind dynamodb has a ttl.
  ttl {
    attribute_name = "ExpiresAt"
    enabled        = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.alerts.arn
  }
}
