variable "name" {
  description = "Begins the names of all resources."
  type        = string
}

variable "values" {
  description = "What stands in place of the placeholders of ec2/iam/host.json."
  type        = any
}

variable "choices" {
  description = "Which policies of ec2/iam/host.json are wanted."
  type        = map(bool)
}

variable "region" {
  description = "The region, part of the role's name."
  type        = string
}

