variable "name" {
  description = "Begins the names of all resources. Two stacks in one account and region need two names."
  type        = string
  default     = "weir"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "name has to be 2 to 20 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "trail_bucket_name" {
  description = "The name of the new bucket for CloudTrail. Empty, it is NAME-logs-ACCOUNT-REGION."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$", var.trail_bucket_name))
    error_message = "trail_bucket_name has to be the name of a bucket."
  }
}

variable "table_name" {
  description = "The name of the table. A second stack in one account and region needs another name."
  type        = string
  default     = "SecurityEvents"

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,255}$", var.table_name))
    error_message = "table_name has to be 3 to 255 letters, digits, underscores, dots and hyphens."
  }
}

variable "alert_email" {
  description = "Who gets alerts and alarms. AWS sends a mail first, and its link has to be followed. Empty, nobody is subscribed."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([^@\\s,]+@[^@\\s,]+\\.[^@\\s,.]+)?$", var.alert_email))
    error_message = "alert_email has to be one e-mail address."
  }
}

variable "admin_role_arn" {
  description = "A role of yours whose holders administer OpenSearch."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,128})?$", var.admin_role_arn))
    error_message = "admin_role_arn has to be the ARN of a role."
  }
}

variable "zones" {
  description = "In how many availability zones there are subnets. An OpenSearch domain with dedicated masters is safest in 3."
  type        = number
  default     = 2

  validation {
    condition     = contains([2, 3], var.zones)
    error_message = "zones has to be one of 2, 3."
  }
}

variable "vpc_id" {
  description = "The VPC."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "vpc_id has to be the id of a VPC."
  }
}

variable "subnet_ids" {
  description = "Private subnets in as many zones as zones says."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2 && alltrue([for each in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", each))])
    error_message = "subnet_ids has to be the ids of two or three subnets."
  }
}

variable "host_security_group_id" {
  description = "The security group of hosts. It lets HTTPS out to AWS and OpenSearch."
  type        = string

  validation {
    condition     = can(regex("^sg-[0-9a-f]{8,17}$", var.host_security_group_id))
    error_message = "host_security_group_id has to be the id of a security group."
  }
}

variable "search_security_group_id" {
  description = "The security group of OpenSearch. It lets HTTPS in from the hosts."
  type        = string

  validation {
    condition     = can(regex("^sg-[0-9a-f]{8,17}$", var.search_security_group_id))
    error_message = "search_security_group_id has to be the id of a security group."
  }
}

variable "encryption" {
  description = "How CloudTrail's bucket, the output bucket and the queues are encrypted. kms makes a key (1 USD a month, and 0.03 USD for 10,000 requests). The buckets of WAF, flow and ALB logs, and of access logs, always have aes256: the load balancers deliver to no other."
  type        = string
  default     = "aes256"

  validation {
    condition     = contains(["aes256", "kms"], var.encryption)
    error_message = "encryption has to be one of aes256, kms."
  }
}

variable "log_archive_days" {
  description = "After so many days, objects of 128 KB and more move to Glacier Instant Retrieval, where Weir can still read them."
  type        = number
  default     = 90

  validation {
    condition     = var.log_archive_days >= 1 && var.log_archive_days <= 3650
    error_message = "log_archive_days has to be from 1 to 3650."
  }
}

variable "log_retention_days" {
  description = "After so many days, S3 deletes logs. More than log_archive_days."
  type        = number
  default     = 730

  validation {
    condition     = var.log_retention_days >= 1 && var.log_retention_days <= 3653
    error_message = "log_retention_days has to be from 1 to 3653."
  }
}

variable "output_retention_days" {
  description = "After so many days, S3 deletes dead letters, reports, Fluent Bit's archive and access logs."
  type        = number
  default     = 365

  validation {
    condition     = var.output_retention_days >= 1 && var.output_retention_days <= 3653
    error_message = "output_retention_days has to be from 1 to 3653."
  }
}

variable "waf_logs" {
  description = "Let WAF deliver into the delivery bucket. WAF wants its name to begin with aws-waf-logs-, so it does."
  type        = bool
  default     = true
}

variable "flow_logs" {
  description = "Let VPC flow logs deliver into the delivery bucket."
  type        = bool
  default     = true
}

variable "alb_logs" {
  description = "Let application load balancers deliver access and connection logs into the delivery bucket."
  type        = bool
  default     = true
}

variable "notification" {
  description = "Buckets announce their objects to the queue (sqs), or to a topic that fans out to the queue and to further subscribers of yours (sns)."
  type        = string
  default     = "sqs"

  validation {
    condition     = contains(["sqs", "sns"], var.notification)
    error_message = "notification has to be one of sqs, sns."
  }
}

variable "object_attempts" {
  description = "source.object_attempts of weir.yaml, or the next value above it."
  type        = number
  default     = 5

  validation {
    condition     = contains([5, 10, 20], var.object_attempts)
    error_message = "object_attempts has to be one of 5, 10, 20."
  }
}

variable "other_bucket_arns" {
  description = "ARNs of further buckets that may announce objects to the queue. You set their notifications."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for each in var.other_bucket_arns : can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", each))])
    error_message = "other_bucket_arns has to be of the form ^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$."
  }
}

variable "other_accounts" {
  description = "The accounts that own the buckets of other_bucket_arns."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for each in var.other_accounts : can(regex("^[0-9]{12}$", each))])
    error_message = "other_accounts has to be of the form ^[0-9]{12}$."
  }
}

variable "trail" {
  description = "A trail of this account, or of all accounts of the organization (in its management account, or in a delegated administrator's), or none: then trails of other_trail_arns deliver into the bucket. The first trail of an account is free, each further one costs 2 USD for 100,000 events."
  type        = string
  default     = "account"

  validation {
    condition     = contains(["account", "organization", "none"], var.trail)
    error_message = "trail has to be one of account, organization, none."
  }
}

variable "organization_id" {
  description = "Needed with trail = \"organization\"."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(o-[a-z0-9]{10,32})?$", var.organization_id))
    error_message = "organization_id has to be the id of an organization, such as o-exampleorgid."
  }
}

variable "s3_data_events" {
  description = "Record calls on single objects of all buckets, but those of this stack: Weir's own reads would else make further records. 0.10 USD for 100,000 events. 1,000 calls a second are 2.6 billion a month, 2,592 USD."
  type        = string
  default     = "none"

  validation {
    condition     = contains(["none", "write", "all"], var.s3_data_events)
    error_message = "s3_data_events has to be one of none, write, all."
  }
}

variable "lambda_data_events" {
  description = "Record invocations of all functions. 0.10 USD for 100,000 events."
  type        = string
  default     = "none"

  validation {
    condition     = contains(["none", "all"], var.lambda_data_events)
    error_message = "lambda_data_events has to be one of none, all."
  }
}

variable "insights" {
  description = "Let CloudTrail find unusual rates of calls and errors. 0.35 USD for 100,000 events of each of the two kinds."
  type        = bool
  default     = false
}

variable "other_trail_arns" {
  description = "ARNs of trails of other accounts that may deliver into CloudTrail's bucket too."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for each in var.other_trail_arns : can(regex("^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/[A-Za-z0-9._-]{3,128}$", each))])
    error_message = "other_trail_arns has to be of the form ^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/[A-Za-z0-9._-]{3,128}$."
  }
}

variable "search" {
  description = "domain makes a domain, existing takes existing_url, and serverless makes a collection of the type SEARCH, the only type that accepts own ids. Alerts do not work with a collection."
  type        = string
  default     = "domain"

  validation {
    condition     = contains(["domain", "existing", "serverless"], var.search)
    error_message = "search has to be one of domain, existing, serverless."
  }
}

variable "existing_url" {
  description = "With search = \"existing\", where OpenSearch answers. Map Weir's role there, as docs/security.md says."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?)?$", var.existing_url))
    error_message = "existing_url has to be https and a host."
  }
}

variable "existing_domain_arn" {
  description = "With search = \"existing\", the ARN of an Amazon OpenSearch Service domain, which hosts may then use."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:es:[a-z0-9-]+:[0-9]{12}:domain/[a-z][a-z0-9-]{2,27})?$", var.existing_domain_arn))
    error_message = "existing_domain_arn has to be the ARN of a domain."
  }
}

variable "engine_version" {
  description = "The version of OpenSearch. A newer one upgrades the domain in place."
  type        = string
  default     = "OpenSearch_2.19"

  validation {
    condition     = can(regex("^OpenSearch_(2\\.(7|9|11|13|15|17|19)|3\\.[0-9]{1,2})$", var.engine_version))
    error_message = "engine_version has to be OpenSearch_2.7 or later, such as OpenSearch_2.19."
  }
}

variable "data_nodes" {
  description = "How many data nodes, a multiple of zones."
  type        = number
  default     = 2

  validation {
    condition     = contains([2, 3, 4, 6, 8, 9, 10, 12, 15, 18, 21, 24, 30, 36, 48, 60], var.data_nodes)
    error_message = "data_nodes has to be one of 2, 3, 4, 6, 8, 9, 10, 12, 15, 18, 21, 24, 30, 36, 48, 60."
  }
}

variable "data_node_type" {
  description = "The type of a data node. t3 and m3 types do not fit."
  type        = string
  default     = "r7g.large.search"

  validation {
    condition     = can(regex("^[a-z0-9]+\\.[a-z0-9]+\\.search$", var.data_node_type))
    error_message = "data_node_type has to be an instance type of OpenSearch Service, such as r7g.large.search."
  }
}

variable "data_node_gb" {
  description = "The gp3 volume of a data node. docs/cost.md has the arithmetic."
  type        = number
  default     = 200

  validation {
    condition     = var.data_node_gb >= 10 && var.data_node_gb <= 24576
    error_message = "data_node_gb has to be from 10 to 24576."
  }
}

variable "masters" {
  description = "Whether three dedicated masters lead the cluster. Take them from 10 data nodes on, or for more safety."
  type        = bool
  default     = false
}

variable "master_type" {
  description = "The type of a dedicated master."
  type        = string
  default     = "m7g.large.search"

  validation {
    condition     = can(regex("^[a-z0-9]+\\.[a-z0-9]+\\.search$", var.master_type))
    error_message = "master_type has to be an instance type of OpenSearch Service, such as m7g.large.search."
  }
}

variable "search_kms_key_arn" {
  description = "The key that encrypts the domain or the collection. Empty, it is a key of AWS."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?$", var.search_kms_key_arn))
    error_message = "search_kms_key_arn has to be the ARN of a key."
  }
}

variable "audit_logs" {
  description = "Whether the domain writes who did what into CloudWatch Logs. What is audited is set in Dashboards."
  type        = bool
  default     = true
}

variable "slow_logs" {
  description = "Whether the domain writes slow searches, slow writes and errors into CloudWatch Logs."
  type        = bool
  default     = true
}

variable "cognito" {
  description = "Whether people log in to Dashboards with users of a new Cognito pool. They may read weir-* and make dashboards."
  type        = bool
  default     = false
}

variable "cognito_mfa" {
  description = "Whether a login needs a second factor, a code of an app."
  type        = string
  default     = "ON"

  validation {
    condition     = contains(["ON", "OPTIONAL", "OFF"], var.cognito_mfa)
    error_message = "cognito_mfa has to be one of ON, OPTIONAL, OFF."
  }
}

variable "cognito_domain_prefix" {
  description = "Begins the address of the login page, and has to be free in the whole region. Empty, it is NAME-ACCOUNT. Not with aws, amazon or cognito."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?$", var.cognito_domain_prefix))
    error_message = "cognito_domain_prefix has to be lower-case letters, digits and hyphens."
  }
}

variable "standby_replicas" {
  description = "With search = \"serverless\", whether a second zone has a copy. Without it, the least cost is halved."
  type        = string
  default     = "ENABLED"

  validation {
    condition     = contains(["ENABLED", "DISABLED"], var.standby_replicas)
    error_message = "standby_replicas has to be one of ENABLED, DISABLED."
  }
}

variable "architecture" {
  description = "The processors of the hosts, and of the image. arm64 costs about a fifth less."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86-64"], var.architecture)
    error_message = "architecture has to be one of arm64, x86-64."
  }
}

variable "image" {
  description = "An image that packer/ made: its id, or resolve:ssm:/NAME of a parameter that holds the id, which each launch reads anew. Empty, it is resolve:ssm:/weir/image/ARCHITECTURE."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(|ami-[0-9a-f]{8,17}|resolve:ssm:/[A-Za-z0-9_./-]{1,1000}(:[A-Za-z0-9_.-]+)?)$", var.image))
    error_message = "image has to be the id of an image, resolve:ssm:/PARAMETER."
  }
}

variable "instance_type" {
  description = "A type with 2 cores and 2 GiB or more, of the chosen architecture. Empty, the group takes what it gets of three types with 2 cores and 4 GiB."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([a-z][a-z0-9-]*\\.[a-z0-9]+)?$", var.instance_type))
    error_message = "instance_type has to be an instance type."
  }
}

variable "disk_gb" {
  description = "The size of the encrypted gp3 disk. Fluent Bit's buffer lies on it."
  type        = number
  default     = 30

  validation {
    condition     = var.disk_gb >= 10 && var.disk_gb <= 16384
    error_message = "disk_gb has to be from 10 to 16384."
  }
}

variable "purchase" {
  description = "spot keeps one host on demand and takes all others from the spot market, about 60 % cheaper. A host that AWS takes away has two minutes, and no record is lost, unless it takes logs of other hosts."
  type        = string
  default     = "on-demand"

  validation {
    condition     = contains(["on-demand", "spot"], var.purchase)
    error_message = "purchase has to be one of on-demand, spot."
  }
}

variable "max_host_seconds" {
  description = "After so many seconds (7, 14, 30 or 90 days) a host is replaced by one of the newest image."
  type        = number
  default     = 2592000

  validation {
    condition     = contains([604800, 1209600, 2592000, 7776000], var.max_host_seconds)
    error_message = "max_host_seconds has to be one of 604800, 1209600, 2592000, 7776000."
  }
}

variable "min_hosts" {
  description = "The least number of hosts. 2 live through the loss of a zone."
  type        = number
  default     = 2

  validation {
    condition     = contains([1, 2, 4, 8, 16, 32], var.min_hosts)
    error_message = "min_hosts has to be one of 1, 2, 4, 8, 16, 32."
  }
}

variable "max_hosts" {
  description = "The largest number of hosts. The same as max_hosts of the queue, which counts receives by it."
  type        = number
  default     = 4

  validation {
    condition     = contains([1, 2, 4, 8, 16, 32], var.max_hosts)
    error_message = "max_hosts has to be one of 1, 2, 4, 8, 16, 32."
  }
}

variable "backlog_per_host" {
  description = "How many waiting messages a host should have. It is the objects that a host settles in a second, times the seconds that an object may wait."
  type        = number
  default     = 2000

  validation {
    condition     = var.backlog_per_host >= 10
    error_message = "backlog_per_host has to be at least 10."
  }
}

variable "drain_seconds" {
  description = "How long an ending host may drain. It has to cover shutdown.deadline (25 s) and what Fluent Bit still holds."
  type        = number
  default     = 900

  validation {
    condition     = var.drain_seconds >= 120 && var.drain_seconds <= 7200
    error_message = "drain_seconds has to be from 120 to 7200."
  }
}

variable "after" {
  description = "What Weir does with a settled object. Hosts have only the rights for this."
  type        = string
  default     = "keep"

  validation {
    condition     = contains(["keep", "tag", "delete"], var.after)
    error_message = "after has to be one of keep, tag, delete."
  }
}

variable "sweep_rights" {
  description = "Whether hosts have the rights to find objects that no message announced (sweep and backfill)."
  type        = bool
  default     = true
}

variable "accounts" {
  description = "Your accounts. An event of theirs that two trails deliver is indexed once. Empty, it is BucketOwner."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([0-9]{12}(,[0-9]{12})*)?$", var.accounts))
    error_message = "accounts has to be numbers of accounts with commas."
  }
}

variable "fluent_bit" {
  description = "Whether records pass Fluent Bit on the host."
  type        = bool
  default     = true
}

variable "fleet_key_parameter" {
  description = "A SecureString parameter of yours with the fleet key. Empty, the stack makes a key in Secrets Manager."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_./-]{1,1000})?$", var.fleet_key_parameter))
    error_message = "fleet_key_parameter has to be the name of a parameter, beginning with a slash."
  }
}

variable "open_search_role_arn" {
  description = "A role that hosts take to reach OpenSearch in another account."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,128})?$", var.open_search_role_arn))
    error_message = "open_search_role_arn has to be the ARN of a role."
  }
}

variable "log_days" {
  description = "How many days CloudWatch keeps the journal of hosts."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_days)
    error_message = "log_days has to be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }
}

variable "table_protection" {
  description = "Whether DynamoDB refuses to delete the table until the protection is taken off."
  type        = bool
  default     = false
}

variable "scale_out_seconds" {
  description = "If the oldest message is older, one host more starts, and two more if it is half an hour older still."
  type        = number
  default     = 900

  validation {
    condition     = var.scale_out_seconds >= 60
    error_message = "scale_out_seconds has to be at least 60."
  }
}

variable "busy_hosts" {
  description = "The least number of hosts in the busy hours. 0 makes no schedule."
  type        = number
  default     = 0

  validation {
    condition     = var.busy_hosts >= 0 && floor(var.busy_hosts) == var.busy_hosts
    error_message = "busy_hosts has to be a whole number of at least 0."
  }
}

variable "busy_from" {
  description = "When the busy hours begin: minute, hour, day of month, month, day of week."
  type        = string
  default     = "0 7 * * MON-FRI"

  validation {
    condition     = can(regex("^(\\S+ ){4}\\S+$", var.busy_from))
    error_message = "busy_from has to have five fields, such as 0 7 * * MON-FRI."
  }
}

variable "busy_until" {
  description = "When the busy hours end, in the same form."
  type        = string
  default     = "0 19 * * MON-FRI"

  validation {
    condition     = can(regex("^(\\S+ ){4}\\S+$", var.busy_until))
    error_message = "busy_until has to have five fields, such as 0 19 * * MON-FRI."
  }
}

variable "time_zone" {
  description = "The time zone of the schedules."
  type        = string
  default     = "Etc/UTC"

  validation {
    condition     = can(regex("^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$", var.time_zone))
    error_message = "time_zone has to be a name of the time zone database, such as Europe/Berlin."
  }
}

variable "refresh" {
  description = "When all hosts are replaced by hosts of the newest image, by an instance refresh that loses no record, such as cron(0 4 ? * SUN *). Empty for never; max_host_seconds replaces hosts too."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^((cron|rate)\\(.+\\))?$", var.refresh))
    error_message = "refresh has to be cron(...), rate(...) or nothing."
  }
}
