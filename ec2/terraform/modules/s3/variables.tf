variable "name" {
  description = "Begins the names of all resources."
  type        = string
}

variable "trail_bucket_name" {
  description = "The name of the bucket for CloudTrail. Empty, it is NAME-logs-ACCOUNT-REGION."
  type        = string
}

variable "encryption" {
  description = "aes256 or kms."
  type        = string
}

variable "log_archive_days" {
  description = "When objects move to Glacier Instant Retrieval."
  type        = number
}

variable "log_retention_days" {
  description = "When S3 deletes logs."
  type        = number
}

variable "output_retention_days" {
  description = "When S3 deletes what Weir wrote, and access logs."
  type        = number
}

variable "waf_logs" {
  description = "Whether WAF delivers."
  type        = bool
}

variable "flow_logs" {
  description = "Whether VPC flow logs are delivered."
  type        = bool
}

variable "alb_logs" {
  description = "Whether load balancers deliver."
  type        = bool
}

variable "notification" {
  description = "sqs or sns."
  type        = string
}

variable "trail" {
  description = "account, organization or none."
  type        = string
}

variable "organization_id" {
  description = "The organization of the trail."
  type        = string
}

variable "other_trail_arns" {
  description = "Trails of other accounts that deliver too."
  type        = list(string)
}

variable "other_bucket_arns" {
  description = "Further buckets that announce objects."
  type        = list(string)
}

variable "other_accounts" {
  description = "The accounts that own them."
  type        = list(string)
}

variable "places" {
  description = "Partition, Region, AccountId and UrlSuffix, as the files of ec2/iam name them."
  type        = map(string)
}
