variable "name" {
  description = "Begins the names of all resources."
  type        = string
}

variable "architecture" {
  description = "arm64 or x86-64."
  type        = string
}

variable "image" {
  description = "An image, or nothing."
  type        = string
}

variable "instance_type" {
  description = "An instance type, or nothing."
  type        = string
}

variable "disk_gb" {
  description = "The size of the disk."
  type        = number
}

variable "purchase" {
  description = "on-demand or spot."
  type        = string
}

variable "max_host_seconds" {
  description = "After so many seconds a host is replaced."
  type        = number
}

variable "subnet_ids" {
  description = "Private subnets."
  type        = list(string)
}

variable "host_security_group_id" {
  description = "The security group of hosts."
  type        = string
}

variable "host_profile_arn" {
  description = "The instance profile of hosts."
  type        = string
}

variable "min_hosts" {
  description = "The least number of hosts."
  type        = number
}

variable "max_hosts" {
  description = "The largest number of hosts."
  type        = number
}

variable "backlog_per_host" {
  description = "How many waiting messages a host should have."
  type        = number
}

variable "scale_out_seconds" {
  description = "If the oldest message is older, another host starts."
  type        = number
}

variable "drain_seconds" {
  description = "How long an ending host may drain."
  type        = number
}

variable "queue_name" {
  description = "The queue that Weir reads."
  type        = string
}

variable "fleet_key_parameter" {
  description = "A parameter with the fleet key, or nothing."
  type        = string
}

variable "log_days" {
  description = "How many days CloudWatch keeps the journal."
  type        = number
}

variable "settings" {
  description = "Further lines of settings for the first boot."
  type        = map(string)
}

