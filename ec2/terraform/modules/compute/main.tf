locals {
  own_key = var.fleet_key_parameter == ""
  image   = var.image == "" ? "resolve:ssm:/weir/image/${var.architecture}" : var.image
  # Two cores and 4 GiB; the group takes what it gets.
  types = var.instance_type != "" ? [var.instance_type] : {
    arm64    = ["c7g.large", "c6g.large", "t4g.medium"]
    "x86-64" = ["c7i.large", "c6i.large", "t3.medium"]
  }[var.architecture]
  fleet_key = local.own_key ? "secretsmanager:${aws_secretsmanager_secret.fleet_key[0].arn}" : "ssm:${var.fleet_key_parameter}"
}

resource "aws_secretsmanager_secret" "fleet_key" {
  count       = local.own_key ? 1 : 0
  name_prefix = "${var.name}-fleet-key-"
  description = "The fleet_key of ${var.name}: the same on each host"
}

# Made once; it stays in the state, so keep the state where only administrators read it.
data "aws_secretsmanager_random_password" "fleet_key" {
  count               = local.own_key ? 1 : 0
  password_length     = 64
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "fleet_key" {
  count         = local.own_key ? 1 : 0
  secret_id     = aws_secretsmanager_secret.fleet_key[0].id
  secret_string = data.aws_secretsmanager_random_password.fleet_key[0].random_password

  lifecycle {
    ignore_changes = [secret_string]
  }
}

resource "aws_cloudwatch_log_group" "hosts" {
  name              = "/weir/${var.name}"
  retention_in_days = var.log_days
}

resource "aws_launch_template" "host" {
  name                   = var.name
  image_id               = local.image
  instance_type          = local.types[0]
  ebs_optimized          = true
  update_default_version = true

  iam_instance_profile {
    arn = var.host_profile_arn
  }

  monitoring {
    enabled = true
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "enabled"
  }

  network_interfaces {
    device_index                = 0
    associate_public_ip_address = false
    delete_on_termination       = true
    security_groups             = [var.host_security_group_id]
  }

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted             = true
      volume_type           = "gp3"
      volume_size           = var.disk_gb
      delete_on_termination = true
    }
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "volume"])
    content {
      resource_type = tag_specifications.value
      tags          = { Name = "${var.name}-host", "weir:part" = "compute" }
    }
  }

  # The first boot reads the lines between the two marks. As a script, they do nothing.
  user_data = base64encode(templatefile("${path.module}/settings.tpl", {
    settings = merge(var.settings, {
      WEIR_FLEET_KEY = local.fleet_key
      WEIR_LOG_GROUP = aws_cloudwatch_log_group.hosts.name
    })
  }))
}

resource "aws_autoscaling_group" "hosts" {
  name                      = var.name
  vpc_zone_identifier       = var.subnet_ids
  min_size                  = var.min_hosts
  max_size                  = var.max_hosts
  health_check_type         = "EC2"
  health_check_grace_period = 300
  default_instance_warmup   = 180
  max_instance_lifetime     = var.max_host_seconds
  capacity_rebalance        = true
  termination_policies      = ["OldestLaunchTemplate", "OldestInstance"]
  metrics_granularity       = "1Minute"
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTerminatingInstances", "GroupTotalInstances"]
  # The hosts report nothing to Terraform: weir-health and the alarms do, to the group and to people.
  wait_for_capacity_timeout = "0"

  # An instance refresh, and each other replacement, starts a host before it ends one.
  instance_maintenance_policy {
    min_healthy_percentage = 100
    max_healthy_percentage = 150
  }

  instance_refresh {
    strategy = "Rolling"
    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 150
      auto_rollback          = false
    }
  }

  mixed_instances_policy {
    instances_distribution {
      on_demand_allocation_strategy            = "prioritized"
      on_demand_base_capacity                  = 1
      on_demand_percentage_above_base_capacity = var.purchase == "spot" ? 0 : 100
      spot_allocation_strategy                 = "price-capacity-optimized"
    }
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.host.id
        version            = aws_launch_template.host.latest_version
      }
      dynamic "override" {
        for_each = local.types
        content {
          instance_type = override.value
        }
      }
    }
  }

  # weir-lifecycle on the host drains and then completes the action. CONTINUE: a host that hangs goes too.
  initial_lifecycle_hook {
    name                 = "drain"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = var.drain_seconds
    default_result       = "CONTINUE"
  }

  dynamic "tag" {
    for_each = { Name = "${var.name}-host", "weir:stack" = var.name, "weir:part" = "compute" }
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }

  lifecycle {
    # The scaling policies and the schedule set them.
    ignore_changes = [desired_capacity]
  }
}

resource "aws_autoscaling_policy" "backlog" {
  name                   = "${var.name}-backlog"
  autoscaling_group_name = aws_autoscaling_group.hosts.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value = var.backlog_per_host
    customized_metric_specification {
      metrics {
        id    = "backlog"
        label = "waiting messages for each host"
        # An idle queue reports nothing after some hours.
        expression  = "FILL(waiting, 0) / IF(serving > 0, serving, 1)"
        return_data = true
      }
      metrics {
        id          = "waiting"
        return_data = false
        metric_stat {
          stat = "Average"
          metric {
            namespace   = "AWS/SQS"
            metric_name = "ApproximateNumberOfMessagesVisible"
            dimensions {
              name  = "QueueName"
              value = var.queue_name
            }
          }
        }
      }
      metrics {
        id          = "serving"
        return_data = false
        metric_stat {
          stat = "Average"
          metric {
            namespace   = "AWS/AutoScaling"
            metric_name = "GroupInServiceInstances"
            dimensions {
              name  = "AutoScalingGroupName"
              value = var.name
            }
          }
        }
      }
    }
  }
}

resource "aws_autoscaling_policy" "age" {
  name                      = "${var.name}-age"
  autoscaling_group_name    = aws_autoscaling_group.hosts.name
  policy_type               = "StepScaling"
  adjustment_type           = "ChangeInCapacity"
  metric_aggregation_type   = "Maximum"
  estimated_instance_warmup = 180

  # From the threshold of the alarm on, in seconds.
  step_adjustment {
    metric_interval_lower_bound = 0
    metric_interval_upper_bound = 1800
    scaling_adjustment          = 1
  }
  step_adjustment {
    metric_interval_lower_bound = 1800
    scaling_adjustment          = 2
  }
}

resource "aws_cloudwatch_metric_alarm" "age" {
  alarm_name          = "${var.name}-scale-out-by-age"
  alarm_description   = "The oldest message waits for too long, so the group grows. It calls nobody."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  period              = 60
  dimensions          = { QueueName = var.queue_name }
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.scale_out_seconds
  evaluation_periods  = 3
  # An idle queue reports nothing after some hours.
  treat_missing_data = "notBreaching"
  alarm_actions      = [aws_autoscaling_policy.age.arn]
}
