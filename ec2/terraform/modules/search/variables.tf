variable "name" {
  description = "Begins the names of all resources."
  type        = string
}

variable "search" {
  description = "domain, existing or serverless."
  type        = string
}

variable "existing_url" {
  description = "Where an existing OpenSearch answers."
  type        = string
}

variable "existing_domain_arn" {
  description = "The ARN of an existing domain."
  type        = string
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets."
  type        = list(string)
}

variable "search_security_group_id" {
  description = "The security group of OpenSearch."
  type        = string
}

variable "weir_role_arn" {
  description = "The role that Weir runs as."
  type        = string
}

variable "admin_role_arn" {
  description = "The role whose holders administer OpenSearch."
  type        = string
}

variable "engine_version" {
  description = "The version of OpenSearch."
  type        = string
}

variable "zones" {
  description = "In how many zones the domain is."
  type        = number
}

variable "data_nodes" {
  description = "How many data nodes."
  type        = number
}

variable "data_node_type" {
  description = "The type of a data node."
  type        = string
}

variable "data_node_gb" {
  description = "The volume of a data node."
  type        = number
}

variable "masters" {
  description = "Whether three dedicated masters lead the cluster."
  type        = bool
}

variable "master_type" {
  description = "The type of a dedicated master."
  type        = string
}

variable "search_kms_key_arn" {
  description = "The key, or nothing."
  type        = string
}

variable "audit_logs" {
  description = "Whether the domain writes who did what."
  type        = bool
}

variable "slow_logs" {
  description = "Whether the domain writes slow requests and errors."
  type        = bool
}

variable "log_days" {
  description = "How many days CloudWatch keeps these logs."
  type        = number
}

variable "cognito" {
  description = "Whether people log in to Dashboards by Cognito."
  type        = bool
}

variable "cognito_mfa" {
  description = "ON, OPTIONAL or OFF."
  type        = string
}

variable "cognito_domain_prefix" {
  description = "Begins the address of the login page."
  type        = string
}

variable "standby_replicas" {
  description = "ENABLED or DISABLED."
  type        = string
}

variable "places" {
  description = "Partition, Region, AccountId and UrlSuffix, as the files of ec2/iam name them."
  type        = map(string)
}
