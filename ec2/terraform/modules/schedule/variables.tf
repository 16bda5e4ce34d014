variable "name" {
  description = "Begins the names of all resources."
  type        = string
}

variable "auto_scaling_group_name" {
  description = "The hosts."
  type        = string
}

variable "min_hosts" {
  description = "The least number of hosts outside the busy hours."
  type        = number
}

variable "max_hosts" {
  description = "The largest number of hosts."
  type        = number
}

variable "busy_hosts" {
  description = "The least number of hosts in the busy hours; 0 for no schedule."
  type        = number
}

variable "busy_from" {
  description = "When the busy hours begin, as cron."
  type        = string
}

variable "busy_until" {
  description = "When the busy hours end, as cron."
  type        = string
}

variable "time_zone" {
  description = "The time zone of both, and of the refresh."
  type        = string
}

variable "refresh" {
  description = "When all hosts are replaced by hosts of the newest image, as an expression of EventBridge Scheduler; empty for never."
  type        = string
}

variable "places" {
  description = "Partition, Region, AccountId and UrlSuffix, as the files of ec2/iam name them."
  type        = map(string)
}
