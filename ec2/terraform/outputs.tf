output "bucket_name" {
  description = "The bucket for CloudTrail."
  value       = module.s3.bucket_name
}

output "weir_buckets" {
  description = "What Weir reads."
  value       = module.s3.weir_buckets
}

output "output_bucket_name" {
  description = "The bucket for dead letters, reports and rules."
  value       = module.s3.output_bucket_name
}

output "monitored_events" {
  description = "Put files of monitored events here."
  value       = module.s3.monitored_events
}

output "rules_location" {
  description = "Put Sigma rules here."
  value       = module.s3.rules_location
}

output "queue_url" {
  description = "The queue that Weir reads."
  value       = module.queue.queue_url
}

output "dead_letter_queue_name" {
  description = "The queue of messages that Weir could not use."
  value       = module.queue.dead_letter_queue_name
}

output "open_search_url" {
  description = "Where OpenSearch answers."
  value       = module.search.open_search_url
}

output "topic_arn" {
  description = "The topic for alerts and alarms."
  value       = module.alerts.topic_arn
}

output "table_name" {
  description = "The table with an item for each record that matched a rule."
  value       = module.alerts.table_name
}

output "auto_scaling_group_name" {
  description = "The hosts."
  value       = module.compute.auto_scaling_group_name
}

output "host_role_arn" {
  description = "The role that Weir runs as. Map it in OpenSearch."
  value       = module.iam.host_role_arn
}

output "log_group_name" {
  description = "The journal of hosts."
  value       = module.compute.log_group_name
}

output "trail_arn" {
  description = "The trail, or nothing."
  value       = module.cloudtrail.trail_arn
}

