output "auto_scaling_group_name" {
  description = "The hosts."
  value       = aws_autoscaling_group.hosts.name
}

output "auto_scaling_group_arn" {
  description = "Their ARN."
  value       = aws_autoscaling_group.hosts.arn
}

output "log_group_name" {
  description = "The journal of hosts."
  value       = aws_cloudwatch_log_group.hosts.name
}

output "fleet_key_parameter" {
  description = "Where the fleet key is, as weir.yaml names it."
  value       = local.fleet_key
}

output "fleet_key_arn" {
  description = "The secret with the fleet key, or nothing."
  value       = try(aws_secretsmanager_secret.fleet_key[0].arn, "")
}

output "launch_template_id" {
  description = "The launch template."
  value       = aws_launch_template.host.id
}

