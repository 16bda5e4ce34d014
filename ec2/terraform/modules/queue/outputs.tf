output "queue_url" {
  description = "The queue that Weir reads."
  value       = aws_sqs_queue.objects.url
}

output "queue_arn" {
  description = "Its ARN."
  value       = aws_sqs_queue.objects.arn
}

output "queue_name" {
  description = "Its name."
  value       = aws_sqs_queue.objects.name
}

output "dead_letter_queue_arn" {
  description = "The queue of messages that Weir could not use."
  value       = aws_sqs_queue.dead.arn
}

output "dead_letter_queue_name" {
  description = "Its name."
  value       = aws_sqs_queue.dead.name
}

output "object_topic_arn" {
  description = "The topic that announces objects, for further subscribers."
  value       = try(aws_sns_topic.objects[0].arn, "")
}

