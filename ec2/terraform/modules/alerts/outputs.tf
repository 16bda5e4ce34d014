output "topic_arn" {
  description = "The topic for alerts and alarms."
  value       = aws_sns_topic.alerts.arn
}

output "topic_name" {
  description = "Its name."
  value       = aws_sns_topic.alerts.name
}

output "table_name" {
  description = "The table with an item for each record that matched a rule."
  value       = aws_dynamodb_table.events.name
}

output "table_arn" {
  description = "Its ARN."
  value       = aws_dynamodb_table.events.arn
}

output "kms_key_arn" {
  description = "The key of the topic and the table."
  value       = aws_kms_key.alerts.arn
}

