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
  path = "${path.module}/../../../iam/${var.file}"

  # A list stands within quotes: "${SourceBucketArns}". So what separates two strings joins its members.
  values = { for name, value in var.values : name => try(join("\",\"", value), value) }

  # What is in the file is known while values are not, so that a plan knows which policies there are.
  unfilled = jsondecode(file(local.path))
  filled   = jsondecode(templatefile(local.path, local.values))

  wanted = {
    for index, policy in try(local.unfilled.Policies, []) : policy.Name => index
    if try(policy.Form, "Terraform") == "Terraform" && (can(policy.When) ? var.choices[policy.When] : true)
  }
}

output "trust" {
  description = "Who may take the role, as a policy in JSON."
  value       = jsonencode({ Version = "2012-10-17", Statement = try(local.filled.Trust, []) })
}

output "policies" {
  description = "The policies of the role in JSON, by name."
  value = {
    for name, index in local.wanted : name => jsonencode({
      Version = "2012-10-17"
      Statement = [
        for statement in local.filled.Policies[index].Statement :
        { for key, value in statement : key => value if key != "Why" }
      ]
    })
  }
}

output "document" {
  description = "The policy of a resource in JSON."
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in try(local.filled.Statement, []) :
      { for key, value in statement : key => value if key != "Why" && key != "When" }
      if can(statement.When) ? var.choices[statement.When] : true
    ]
  })
}
