# Reads a file of ec2/iam, from which the CloudFormation templates are made as well.

variable "file" {
  description = "Name of the file in ec2/iam, such as host.json."
  type        = string
}

variable "values" {
  description = "What stands in place of the placeholders: strings and lists of strings."
  type        = any
}

variable "choices" {
  description = "Whether the policies and statements with that When are wanted."
  type        = map(bool)
  default     = {}
}

locals {
  # A list stands within quotes: "${QueueArns}". So what separates two strings joins its members.
  values = { for name, value in var.values : name => try(join("\",\"", value), value) }

  file = jsondecode(templatefile("${path.module}/../../../iam/${var.file}", local.values))

  wanted = [
    for policy in try(local.file.Policies, []) : policy
    if try(policy.Form, "Terraform") == "Terraform" && (can(policy.When) ? var.choices[policy.When] : true)
  ]
}

output "trust" {
  description = "Who may take the role, as a policy in JSON."
  value       = jsonencode({ Version = "2012-10-17", Statement = try(local.file.Trust, []) })
}

output "policies" {
  description = "The policies of the role in JSON, by name."
  value = {
    for policy in local.wanted : policy.Name => jsonencode({
      Version   = "2012-10-17"
      Statement = [for statement in policy.Statement : { for key, value in statement : key => value if key != "Why" }]
    })
  }
}

output "document" {
  description = "The policy of a resource in JSON."
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in try(local.file.Statement, []) :
      { for key, value in statement : key => value if key != "Why" && key != "When" }
      if can(statement.When) ? var.choices[statement.When] : true
    ]
  })
}
