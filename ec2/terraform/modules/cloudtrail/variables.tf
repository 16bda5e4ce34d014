variable "name" {
  description = "The name of the trail."
  type        = string
}

variable "bucket_name" {
  description = "The bucket, after its policy."
  type        = string
}


variable "own_bucket_arns" {
  description = "All buckets of the stack, whose calls the trail leaves out."
  type        = list(string)
}

variable "kms_key_arn" {
  description = "The key, or nothing."
  type        = string
}

variable "trail" {
  description = "account, organization or none."
  type        = string
}

variable "s3_data_events" {
  description = "none, write or all."
  type        = string
}

variable "lambda_data_events" {
  description = "none or all."
  type        = string
}

variable "insights" {
  description = "Whether CloudTrail finds unusual rates."
  type        = bool
}

