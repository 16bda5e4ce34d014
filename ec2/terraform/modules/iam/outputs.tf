output "host_role_arn" {
  description = "The role that Weir runs as."
  value       = aws_iam_role.host.arn
}

output "host_role_name" {
  description = "Its name."
  value       = aws_iam_role.host.name
}

output "host_profile_arn" {
  description = "The instance profile."
  value       = aws_iam_instance_profile.host.arn
}

