output "open_search_url" {
  description = "Where OpenSearch answers."
  value       = local.domain ? "https://${aws_opensearch_domain.search[0].endpoint}" : var.search == "serverless" ? aws_opensearchserverless_collection.search[0].collection_endpoint : var.existing_url
}

output "open_search_service" {
  description = "es or aoss."
  value       = var.search == "serverless" ? "aoss" : "es"
}

output "domain_endpoint" {
  description = "The host of the domain."
  value       = try(aws_opensearch_domain.search[0].endpoint, "")
}

output "domain_name" {
  description = "The name of the new domain, or nothing."
  value       = try(aws_opensearch_domain.search[0].domain_name, "")
}

output "domain_arn" {
  description = "The ARN of the domain, or nothing."
  value       = try(aws_opensearch_domain.search[0].arn, var.existing_domain_arn)
}

output "collection_arn" {
  description = "The ARN of the collection, or nothing."
  value       = try(aws_opensearchserverless_collection.search[0].arn, "")
}

output "user_pool_id" {
  description = "The user pool of people who log in to Dashboards."
  value       = try(aws_cognito_user_pool.dashboards[0].id, "")
}

