variable "name" {
  description = "Begins the names of all resources."
  type        = string
}

variable "table_name" {
  description = "The name of the table."
  type        = string
}

variable "alert_email" {
  description = "Who gets alerts, or nothing."
  type        = string
}

variable "table_protection" {
  description = "Whether DynamoDB refuses to delete the table."
  type        = bool
}

variable "places" {
  description = "Partition, Region, AccountId and UrlSuffix, as the files of ec2/iam name them."
  type        = map(string)
}
