data "aws_caller_identity" "here" {}
data "aws_partition" "here" {}
data "aws_region" "here" {}

locals {
  # By the names of the placeholders of ec2/iam.
  places = {
    Partition = data.aws_partition.here.partition
    Region    = data.aws_region.here.name
    AccountId = data.aws_caller_identity.here.account_id
    UrlSuffix = data.aws_partition.here.dns_suffix
  }
}

# What the variables have to fulfil together.
resource "terraform_data" "rules" {
  lifecycle {
    precondition {
      condition     = (var.trail == "organization") == (var.organization_id != "")
      error_message = "trail = \"organization\" needs organization_id, and only it."
    }
    precondition {
      condition     = var.trail != "none" || (var.s3_data_events == "none" && var.lambda_data_events == "none" && !var.insights)
      error_message = "s3_data_events, lambda_data_events and insights need a trail."
    }
    precondition {
      condition     = (var.search == "existing") == (var.existing_url != "")
      error_message = "search = \"existing\" needs existing_url, and only it."
    }
    precondition {
      condition     = var.existing_domain_arn == "" || var.search == "existing"
      error_message = "existing_domain_arn goes with search = \"existing\"."
    }
    precondition {
      condition     = var.search != "domain" || var.admin_role_arn != ""
      error_message = "search = \"domain\" needs admin_role_arn, the role that administers the domain and maps Weir's role in it."
    }
    precondition {
      condition     = !var.cognito || var.search == "domain"
      error_message = "cognito goes with search = \"domain\"."
    }
    precondition {
      condition     = var.data_nodes % var.zones == 0
      error_message = "data_nodes has to be a multiple of zones."
    }
    precondition {
      condition     = length(var.subnet_ids) >= var.zones
      error_message = "subnet_ids has to name as many subnets as zones says."
    }
    precondition {
      condition     = var.min_hosts <= var.max_hosts && var.busy_hosts <= var.max_hosts
      error_message = "min_hosts and busy_hosts are at most max_hosts."
    }
    precondition {
      condition     = var.log_retention_days > var.log_archive_days
      error_message = "log_retention_days has to be more than log_archive_days."
    }
  }
}

module "s3" {
  source                = "./modules/s3"
  name                  = var.name
  trail_bucket_name     = var.trail_bucket_name
  encryption            = var.encryption
  log_archive_days      = var.log_archive_days
  log_retention_days    = var.log_retention_days
  output_retention_days = var.output_retention_days
  waf_logs              = var.waf_logs
  flow_logs             = var.flow_logs
  alb_logs              = var.alb_logs
  notification          = var.notification
  trail                 = var.trail
  organization_id       = var.organization_id
  other_trail_arns      = var.other_trail_arns
  other_bucket_arns     = var.other_bucket_arns
  other_accounts        = var.other_accounts
  places                = local.places
  depends_on            = [terraform_data.rules]
}

module "cloudtrail" {
  source             = "./modules/cloudtrail"
  name               = var.name
  bucket_name        = module.s3.bucket_name
  own_bucket_arns    = compact(concat(module.s3.source_bucket_arns, [module.s3.access_log_bucket_arn, module.s3.output_bucket_arn]))
  kms_key_arn        = module.s3.kms_key_arn
  trail              = var.trail
  s3_data_events     = var.s3_data_events
  lambda_data_events = var.lambda_data_events
  insights           = var.insights
}

module "queue" {
  source             = "./modules/queue"
  name               = var.name
  notification       = var.notification
  object_attempts    = var.object_attempts
  max_hosts          = var.max_hosts
  encrypted          = var.encryption == "kms"
  kms_key_arn        = module.s3.kms_key_arn
  announcing_buckets = module.s3.announcing_buckets
  other_bucket_arns  = var.other_bucket_arns
  other_accounts     = var.other_accounts
  places             = local.places
}

module "alerts" {
  source           = "./modules/alerts"
  name             = var.name
  table_name       = var.table_name
  alert_email      = var.alert_email
  table_protection = var.table_protection
  places           = local.places
}

module "search" {
  source                   = "./modules/search"
  name                     = var.name
  search                   = var.search
  existing_url             = var.existing_url
  existing_domain_arn      = var.existing_domain_arn
  vpc_id                   = var.vpc_id
  subnet_ids               = var.subnet_ids
  search_security_group_id = var.search_security_group_id
  weir_role_arn            = "arn:${local.places.Partition}:iam::${local.places.AccountId}:role/${var.name}-host-${local.places.Region}"
  admin_role_arn           = var.admin_role_arn
  engine_version           = var.engine_version
  zones                    = var.zones
  data_nodes               = var.data_nodes
  data_node_type           = var.data_node_type
  data_node_gb             = var.data_node_gb
  masters                  = var.masters
  master_type              = var.master_type
  search_kms_key_arn       = var.search_kms_key_arn
  audit_logs               = var.audit_logs
  slow_logs                = var.slow_logs
  log_days                 = var.log_days
  cognito                  = var.cognito
  cognito_mfa              = var.cognito_mfa
  cognito_domain_prefix    = var.cognito_domain_prefix
  standby_replicas         = var.standby_replicas
  places                   = local.places
  depends_on               = [terraform_data.rules]
}

module "iam" {
  source = "./modules/iam"
  name   = var.name
  region = local.places.Region
  values = merge(local.places, {
    Name              = var.name
    StackId           = ""
    QueueArn          = module.queue.queue_arn
    SourceBucketArns  = module.s3.source_bucket_arns
    SourceObjectArns  = module.s3.source_object_arns
    BucketOwner       = local.places.AccountId
    OutputBucketArn   = module.s3.output_bucket_arn
    TopicArn          = module.alerts.topic_arn
    TableArn          = module.alerts.table_arn
    DomainArn         = module.search.domain_arn
    CollectionArn     = module.search.collection_arn
    OpenSearchRoleArn = var.open_search_role_arn
    KmsKeyArns        = compact([module.s3.kms_key_arn, module.alerts.kms_key_arn])
    FleetKeyArn       = module.compute.fleet_key_arn
    FleetKeyParameter = var.fleet_key_parameter
    LogGroupName      = module.compute.log_group_name
  })
  choices = {
    Sweep             = var.sweep_rights
    AfterTag          = var.after == "tag"
    AfterDelete       = var.after == "delete"
    Key               = true
    Domain            = var.search == "domain" || var.existing_domain_arn != ""
    Serverless        = var.search == "serverless"
    OpenSearchRole    = var.open_search_role_arn != ""
    Output            = true
    FleetKeyInSecrets = var.fleet_key_parameter == ""
    FleetKeyInSsm     = var.fleet_key_parameter != ""
  }
}

module "compute" {
  source                 = "./modules/compute"
  name                   = var.name
  architecture           = var.architecture
  image                  = var.image
  instance_type          = var.instance_type
  disk_gb                = var.disk_gb
  purchase               = var.purchase
  max_host_seconds       = var.max_host_seconds
  subnet_ids             = var.subnet_ids
  host_security_group_id = var.host_security_group_id
  host_profile_arn       = module.iam.host_profile_arn
  min_hosts              = var.min_hosts
  max_hosts              = var.max_hosts
  backlog_per_host       = var.backlog_per_host
  scale_out_seconds      = var.scale_out_seconds
  drain_seconds          = var.drain_seconds
  queue_name             = module.queue.queue_name
  fleet_key_parameter    = var.fleet_key_parameter
  log_days               = var.log_days
  settings = {
    WEIR_REGION             = local.places.Region
    WEIR_QUEUE_URL          = module.queue.queue_url
    WEIR_BUCKETS            = module.s3.weir_buckets
    WEIR_BUCKET_OWNER       = local.places.AccountId
    WEIR_AFTER              = var.after
    WEIR_OPENSEARCH_URL     = module.search.open_search_url
    WEIR_OPENSEARCH_SERVICE = module.search.open_search_service
    WEIR_TOPIC_ARN          = module.alerts.topic_arn
    WEIR_TABLE              = module.alerts.table_name
    WEIR_OUTPUT             = module.s3.output_location
    WEIR_MONITORED_EVENTS   = module.s3.monitored_events
    WEIR_RULES              = module.s3.rules_location
    WEIR_ACCOUNTS           = var.accounts == "" ? local.places.AccountId : var.accounts
    WEIR_FLUENT_BIT         = var.fluent_bit ? "yes" : "no"
  }
}

module "schedule" {
  source                  = "./modules/schedule"
  name                    = var.name
  auto_scaling_group_name = module.compute.auto_scaling_group_name
  min_hosts               = var.min_hosts
  max_hosts               = var.max_hosts
  busy_hosts              = var.busy_hosts
  busy_from               = var.busy_from
  busy_until              = var.busy_until
  time_zone               = var.time_zone
  refresh                 = var.refresh
  places                  = local.places
}
