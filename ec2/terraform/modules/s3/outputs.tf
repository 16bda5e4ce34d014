output "bucket_name" {
  description = "The bucket for CloudTrail, with its policy."
  value       = aws_s3_bucket_policy.bucket["logs"].bucket
}

output "bucket_arn" {
  description = "Its ARN."
  value       = aws_s3_bucket.bucket["logs"].arn
}

output "delivery_bucket_name" {
  description = "The bucket for WAF, flow and ALB logs."
  value       = try(aws_s3_bucket.bucket["delivery"].id, "")
}

output "delivery_bucket_arn" {
  description = "Its ARN."
  value       = try(aws_s3_bucket.bucket["delivery"].arn, "")
}

output "output_bucket_name" {
  description = "The bucket for dead letters, reports and rules."
  value       = aws_s3_bucket.bucket["output"].id
}

output "output_bucket_arn" {
  description = "Its ARN."
  value       = aws_s3_bucket.bucket["output"].arn
}

output "access_log_bucket_name" {
  description = "The bucket for the access logs of the other buckets."
  value       = aws_s3_bucket.bucket["access"].id
}

output "access_log_bucket_arn" {
  description = "Its ARN."
  value       = aws_s3_bucket.bucket["access"].arn
}

output "weir_buckets" {
  description = "What Weir reads, as BUCKET/PREFIX/ with commas."
  value       = join(",", [for bucket in local.read : "${aws_s3_bucket.bucket[bucket].id}/AWSLogs/"])
}

output "source_bucket_arns" {
  description = "The ARNs of the buckets that Weir reads."
  value       = [for bucket in local.read : aws_s3_bucket.bucket[bucket].arn]
}

output "source_object_arns" {
  description = "The ARNs of the objects that Weir reads."
  value       = [for bucket in local.read : "${aws_s3_bucket.bucket[bucket].arn}/AWSLogs/*"]
}

output "announcing_buckets" {
  description = "The names of the buckets that announce their objects, by what they hold."
  value       = { for bucket in local.read : bucket => aws_s3_bucket.bucket[bucket].id }
}

output "output_location" {
  description = "Where Weir writes dead letters and reports."
  value       = "s3://${aws_s3_bucket.bucket["output"].id}/weir"
}

output "monitored_events" {
  description = "Where Weir reads files of monitored events."
  value       = "s3://${aws_s3_bucket.bucket["output"].id}/monitored-events/"
}

output "rules_location" {
  description = "Where Weir reads Sigma rules."
  value       = "s3://${aws_s3_bucket.bucket["output"].id}/rules/"
}

output "kms_key_arn" {
  description = "The key, or nothing."
  value       = local.kms ? aws_kms_key.logs[0].arn : ""
}

