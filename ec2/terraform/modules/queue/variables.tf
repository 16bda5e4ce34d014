variable "name" {
  description = "Begins the names of all resources."
  type        = string
}

variable "notification" {
  description = "sqs or sns."
  type        = string
}

variable "object_attempts" {
  description = "source.object_attempts of weir.yaml."
  type        = number
}

variable "max_hosts" {
  description = "The largest number of hosts."
  type        = number
}

variable "kms_key_arn" {
  description = "The key, or nothing."
  type        = string
}

variable "announcing_buckets" {
  description = "The names of the buckets that announce their objects."
  type        = map(string)
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

variable "encrypted" {
  description = "Whether there is a key."
  type        = bool
}
