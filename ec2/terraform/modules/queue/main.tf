locals {
  fan_out = var.notification == "sns"
  kms     = var.encrypted

  values = merge(var.places, {
    QueueArn             = aws_sqs_queue.objects.arn
    DeadLetterQueueArn   = aws_sqs_queue.dead.arn
    ObjectTopicArn       = "arn:${var.places.Partition}:sns:${var.places.Region}:${var.places.AccountId}:${var.name}-objects"
    AnnouncingBucketArns = [for name in values(var.announcing_buckets) : "arn:${var.places.Partition}:s3:::${name}"]
    OtherBucketArns      = var.other_bucket_arns
    OtherAccounts        = var.other_accounts
  })
  choices = {
    FanOut       = local.fan_out
    Direct       = !local.fan_out
    OtherBuckets = length(var.other_bucket_arns) > 0
  }
}

module "policy" {
  source   = "../policy"
  for_each = toset(["queue-policy.json", "dead-letter-queue-policy.json", "object-topic-policy.json"])
  file     = each.key
  values   = local.values
  choices  = local.choices
}

resource "aws_sqs_queue" "objects" {
  name = "${var.name}-objects"
  # Two weeks, the longest: OpenSearch may be away for days.
  message_retention_seconds = 1209600
  receive_wait_time_seconds = 20
  # Weir sets and prolongs its own visibility timeout (source.visibility_timeout).
  visibility_timeout_seconds = 120
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    # Each host counts its own attempts, each restart costs a receive, and SQS takes 1,000 at most.
    maxReceiveCount = min(1000, 4 * var.object_attempts * var.max_hosts)
  })
  sqs_managed_sse_enabled           = local.kms ? null : true
  kms_master_key_id                 = local.kms ? var.kms_key_arn : null
  kms_data_key_reuse_period_seconds = local.kms ? 3600 : null
  tags                              = { Name = "${var.name}-objects" }
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-objects-dead"
  message_retention_seconds = 1209600
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = ["arn:${var.places.Partition}:sqs:${var.places.Region}:${var.places.AccountId}:${var.name}-objects"]
  })
  sqs_managed_sse_enabled           = local.kms ? null : true
  kms_master_key_id                 = local.kms ? var.kms_key_arn : null
  kms_data_key_reuse_period_seconds = local.kms ? 3600 : null
  tags                              = { Name = "${var.name}-objects-dead" }
}

resource "aws_sqs_queue_policy" "objects" {
  queue_url = aws_sqs_queue.objects.id
  policy    = module.policy["queue-policy.json"].document
}

resource "aws_sqs_queue_policy" "dead" {
  queue_url = aws_sqs_queue.dead.id
  policy    = module.policy["dead-letter-queue-policy.json"].document
}

resource "aws_sns_topic" "objects" {
  count             = local.fan_out ? 1 : 0
  name              = "${var.name}-objects"
  kms_master_key_id = local.kms ? var.kms_key_arn : null
  tags              = { Name = "${var.name}-objects" }
}

resource "aws_sns_topic_policy" "objects" {
  count  = local.fan_out ? 1 : 0
  arn    = aws_sns_topic.objects[0].arn
  policy = module.policy["object-topic-policy.json"].document
}

resource "aws_sns_topic_subscription" "queue" {
  count                = local.fan_out ? 1 : 0
  topic_arn            = aws_sns_topic.objects[0].arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.objects.arn
  raw_message_delivery = true
  redrive_policy       = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn })
  depends_on           = [aws_sqs_queue_policy.objects, aws_sqs_queue_policy.dead]
}

# S3 tries the queue or the topic when the notification is set, so the policies come first.
resource "aws_s3_bucket_notification" "objects" {
  for_each = var.announcing_buckets
  bucket   = each.value

  dynamic "queue" {
    for_each = local.fan_out ? [] : [aws_sqs_queue.objects.arn]
    content {
      queue_arn     = queue.value
      events        = ["s3:ObjectCreated:*"]
      filter_prefix = "AWSLogs/"
    }
  }

  dynamic "topic" {
    for_each = local.fan_out ? [aws_sns_topic.objects[0].arn] : []
    content {
      topic_arn     = topic.value
      events        = ["s3:ObjectCreated:*"]
      filter_prefix = "AWSLogs/"
    }
  }

  depends_on = [aws_sqs_queue_policy.objects, aws_sns_topic_policy.objects]
}
