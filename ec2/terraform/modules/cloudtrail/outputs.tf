output "trail_arn" {
  description = "The trail, or nothing."
  value       = try(aws_cloudtrail.trail[0].arn, "")
}

