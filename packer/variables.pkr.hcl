# Each condition removes from the value what may be there, and asks whether nothing is left.

variable "region" {
  type        = string
  description = "The region in which the images are built and stay."
  validation {
    condition     = regex_replace(var.region, "^[a-z]{2}(-[a-z]+)+-[0-9]$", "") == "" && var.region != ""
    error_message = "The region is a name such as eu-central-1."
  }
}

variable "subnet_id" {
  type        = string
  description = "The subnet of the build host. It needs a way to SSM and to the packages of the distribution."
  validation {
    condition     = regex_replace(var.subnet_id, "^subnet-[0-9a-f]{8,17}$", "") == "" && var.subnet_id != ""
    error_message = "The subnet_id is an id such as subnet-0123456789abcdef0."
  }
}

variable "security_group_ids" {
  type        = list(string)
  description = "Security groups of the build host: HTTPS out, nothing in."
  validation {
    condition     = regex_replace(join(",", var.security_group_ids), "^(sg-[0-9a-f]{8,17}(,|$))+$", "") == "" && length(var.security_group_ids) > 0
    error_message = "The security_group_ids are ids such as sg-0123456789abcdef0."
  }
}

variable "instance_profile" {
  type        = string
  description = "The instance profile of the build host, with AmazonSSMManagedInstanceCore and no more."
  validation {
    condition     = regex_replace(var.instance_profile, "^[A-Za-z0-9+=,.@_-]{1,128}$", "") == "" && var.instance_profile != ""
    error_message = "The instance_profile is the name of an instance profile, not its ARN."
  }
}

variable "weir_version" {
  type        = string
  description = "The version of Weir, as in the names of the packages."
  validation {
    condition     = regex_replace(var.weir_version, "^[0-9]+([.][0-9]+)*(-[A-Za-z][A-Za-z0-9.]*)?$", "") == "" && var.weir_version != ""
    error_message = "The weir_version is a version such as 0.2.0 or 0.2.0-SNAPSHOT."
  }
}

variable "weir_commit" {
  type        = string
  description = "The commit that the packages were built from."
  validation {
    condition     = regex_replace(var.weir_commit, "^[0-9a-f]{7,40}$", "") == "" && var.weir_commit != ""
    error_message = "The weir_commit is 7 to 40 hexadecimal digits."
  }
}

variable "packages" {
  type        = string
  description = "The folder with the packages, as `weir package --output` wrote them to its folders x86_64 and aarch64."
  default     = "target/package"
}

variable "fluent_bit_version" {
  type        = string
  description = "The version of Fluent Bit that ec2/install.sh installs. The build fails if it is another one."
  default     = "5.1.1"
  validation {
    condition     = regex_replace(var.fluent_bit_version, "^[0-9]+[.][0-9]+[.][0-9]+$", "") == "" && var.fluent_bit_version != ""
    error_message = "The fluent_bit_version is a version such as 5.1.1."
  }
}

variable "release" {
  type        = string
  description = "The release of Amazon Linux 2023 to upgrade to: latest, or a pinned one such as 2023.9.20261117."
  default     = "latest"
  validation {
    condition     = regex_replace(var.release, "^(latest|2023[.][0-9]+[.]20[0-9]{6})$", "") == "" && var.release != ""
    error_message = "The release is latest or a release of Amazon Linux 2023, such as 2023.9.20261117."
  }
}

variable "kernel" {
  type        = string
  description = "The kernel of the base image."
  default     = "6.1"
  validation {
    condition     = contains(["6.1", "6.12"], var.kernel)
    error_message = "The kernel is 6.1 or 6.12."
  }
}

variable "name" {
  type        = string
  description = "The first part of the images' names."
  default     = "weir"
  validation {
    condition     = regex_replace(var.name, "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", "") == "" && var.name != ""
    error_message = "The name has letters, digits, points, hyphens and underscores, at most 63."
  }
}

variable "volume_gib" {
  type        = number
  description = "The size of the root disk, which also holds Fluent Bit's buffer."
  default     = 30
  validation {
    condition     = var.volume_gib >= 8 && var.volume_gib <= 16384 && floor(var.volume_gib) == var.volume_gib
    error_message = "The volume_gib is a whole number from 8 to 16384."
  }
}

variable "kms_key" {
  type        = string
  description = "The KMS key of the disk: an alias, an id or an ARN. Empty, it is the account's key for EBS."
  default     = ""
  validation {
    condition     = regex_replace(var.kms_key, "^(alias/[A-Za-z0-9/_-]+|(mrk-)?[0-9a-f-]{32,36}|arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/[A-Za-z0-9/_-]+)$", "") == ""
    error_message = "The kms_key is an alias such as alias/weir, the id of a key, or an ARN."
  }
}

variable "share_with" {
  type        = list(string)
  description = "Accounts that may launch the images. They also need the key, so this needs a kms_key of your own."
  default     = []
  validation {
    condition     = regex_replace(join(",", var.share_with), "^([0-9]{12}(,|$))*$", "") == ""
    error_message = "The accounts in share_with have 12 digits each."
  }
}

variable "sshd" {
  type        = bool
  description = "Whether hosts start sshd. Session Manager does not need it."
  default     = false
}

variable "automatic_updates" {
  type        = bool
  description = "Whether hosts install security updates by themselves, each night. Without, a new image brings them."
  default     = false
}

variable "parameter" {
  type        = string
  description = "Where the ids go: the SSM parameters PARAMETER/x86_64 and PARAMETER/arm64. Empty, nowhere."
  default     = "/weir/image"
  validation {
    condition     = regex_replace(var.parameter, "^(/[A-Za-z0-9_.-]+)+$", "") == ""
    error_message = "The parameter is a path such as /weir/image, without a slash at its end."
  }
}

variable "manifest" {
  type        = string
  description = "The file that gets the ids of the images, as JSON."
  default     = "target/image.json"
}
