locals {
  busy = var.busy_hosts > 0
}

# More hosts before the busy hours begin, so that the backlog does not have to call for them.
resource "aws_autoscaling_schedule" "busy" {
  count                  = local.busy ? 1 : 0
  scheduled_action_name  = "${var.name}-busy"
  autoscaling_group_name = var.auto_scaling_group_name
  recurrence             = var.busy_from
  time_zone              = var.time_zone
  min_size               = var.busy_hosts
  max_size               = var.max_hosts
  desired_capacity       = -1
}

resource "aws_autoscaling_schedule" "quiet" {
  count                  = local.busy ? 1 : 0
  scheduled_action_name  = "${var.name}-quiet"
  autoscaling_group_name = var.auto_scaling_group_name
  recurrence             = var.busy_until
  time_zone              = var.time_zone
  min_size               = var.min_hosts
  max_size               = var.max_hosts
  desired_capacity       = -1
}

module "role" {
  source = "../policy"
  file   = "schedule.json"
  values = merge(var.places, { Name = var.name })
}

resource "aws_iam_role" "refresh" {
  count              = var.refresh == "" ? 0 : 1
  name               = "${var.name}-schedule-${var.places.Region}"
  description        = "Lets EventBridge Scheduler replace the hosts of ${var.name}"
  assume_role_policy = module.role.trust
}

resource "aws_iam_role_policy" "refresh" {
  for_each = var.refresh == "" ? {} : module.role.policies
  name     = each.key
  role     = aws_iam_role.refresh[0].name
  policy   = each.value
}

resource "aws_scheduler_schedule_group" "weir" {
  count = var.refresh == "" ? 0 : 1
  name  = var.name
}

# New images bring security updates. The launch template reads the newest image by its SSM parameter.
resource "aws_scheduler_schedule" "refresh" {
  count                        = var.refresh == "" ? 0 : 1
  name                         = "${var.name}-refresh"
  group_name                   = aws_scheduler_schedule_group.weir[0].name
  schedule_expression          = var.refresh
  schedule_expression_timezone = var.time_zone

  flexible_time_window {
    mode                      = "FLEXIBLE"
    maximum_window_in_minutes = 30
  }

  target {
    arn      = "arn:${var.places.Partition}:scheduler:::aws-sdk:autoscaling:startInstanceRefresh"
    role_arn = aws_iam_role.refresh[0].arn
    input = jsonencode({
      AutoScalingGroupName = var.auto_scaling_group_name
      Preferences          = { MinHealthyPercentage = 100, MaxHealthyPercentage = 150, SkipMatching = false }
    })
    retry_policy {
      maximum_retry_attempts = 3
    }
  }

  depends_on = [aws_iam_role_policy.refresh]
}
