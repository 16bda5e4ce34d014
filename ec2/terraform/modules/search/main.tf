locals {
  domain  = var.search == "domain"
  cognito = local.domain && var.cognito
  logs = local.domain ? merge(
    var.audit_logs ? { AUDIT_LOGS = "audit" } : {},
    var.slow_logs ? { SEARCH_SLOW_LOGS = "slow-searches", INDEX_SLOW_LOGS = "slow-writes", ES_APPLICATION_LOGS = "errors" } : {}
  ) : {}
}

resource "aws_cloudwatch_log_group" "search" {
  for_each          = local.logs
  name              = "/weir/${var.name}/search/${each.value}"
  retention_in_days = var.log_days
}

module "log_policy" {
  source = "../policy"
  file   = "search-log-policy.json"
  values = merge(var.places, { Name = var.name })
}

resource "aws_cloudwatch_log_resource_policy" "search" {
  count           = length(local.logs) > 0 ? 1 : 0
  policy_name     = "${var.name}-search"
  policy_document = module.log_policy.document
}

module "domain_policy" {
  source = "../policy"
  file   = "domain-policy.json"
  values = merge(var.places, { Name = var.name })
}

resource "aws_opensearch_domain" "search" {
  count           = local.domain ? 1 : 0
  domain_name     = "${var.name}-search"
  engine_version  = var.engine_version
  access_policies = module.domain_policy.document
  tags            = { Name = "${var.name}-search" }

  cluster_config {
    instance_type            = var.data_node_type
    instance_count           = var.data_nodes
    zone_awareness_enabled   = true
    dedicated_master_enabled = var.masters
    dedicated_master_count   = var.masters ? 3 : null
    dedicated_master_type    = var.masters ? var.master_type : null
    zone_awareness_config {
      availability_zone_count = var.zones
    }
  }

  ebs_options {
    ebs_enabled = true
    volume_type = "gp3"
    volume_size = var.data_node_gb
  }

  vpc_options {
    security_group_ids = [var.search_security_group_id]
    subnet_ids         = slice(var.subnet_ids, 0, var.zones)
  }

  encrypt_at_rest {
    enabled    = true
    kms_key_id = var.search_kms_key_arn == "" ? null : var.search_kms_key_arn
  }

  node_to_node_encryption {
    enabled = true
  }

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }

  # No password: people come by Cognito or a role, programs by a role.
  advanced_security_options {
    enabled                        = true
    internal_user_database_enabled = false
    master_user_options {
      master_user_arn = var.admin_role_arn
    }
  }

  advanced_options = {
    "rest.action.multi.allow_explicit_index" = "true"
    override_main_response_version           = "false"
  }

  dynamic "cognito_options" {
    for_each = local.cognito ? [1] : []
    content {
      enabled          = true
      user_pool_id     = aws_cognito_user_pool.dashboards[0].id
      identity_pool_id = aws_cognito_identity_pool.dashboards[0].id
      role_arn         = aws_iam_role.cognito["cognito-access.json"].arn
    }
  }

  dynamic "log_publishing_options" {
    for_each = local.logs
    content {
      log_type                 = log_publishing_options.key
      cloudwatch_log_group_arn = aws_cloudwatch_log_group.search[log_publishing_options.key].arn
    }
  }

  off_peak_window_options {
    enabled = true
  }

  software_update_options {
    auto_software_update_enabled = true
  }

  depends_on = [aws_cloudwatch_log_resource_policy.search, aws_iam_role_policy.cognito, aws_cognito_user_pool_domain.dashboards]
}

# Login for Dashboards.
resource "aws_cognito_user_pool" "dashboards" {
  count                    = local.cognito ? 1 : 0
  name                     = "${var.name}-dashboards"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = var.cognito_mfa

  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  dynamic "software_token_mfa_configuration" {
    for_each = var.cognito_mfa == "OFF" ? [] : [1]
    content {
      enabled = true
    }
  }

  password_policy {
    minimum_length                   = 14
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = true
    require_uppercase                = true
    temporary_password_validity_days = 3
  }
}

resource "aws_cognito_user_pool_domain" "dashboards" {
  count        = local.cognito ? 1 : 0
  domain       = var.cognito_domain_prefix == "" ? "${var.name}-${var.places.AccountId}" : var.cognito_domain_prefix
  user_pool_id = aws_cognito_user_pool.dashboards[0].id
}

# OpenSearch adds its own client of the user pool to it.
resource "aws_cognito_identity_pool" "dashboards" {
  count                            = local.cognito ? 1 : 0
  identity_pool_name               = "${var.name}-dashboards"
  allow_unauthenticated_identities = false

  lifecycle {
    ignore_changes = [cognito_identity_providers]
  }
}

module "cognito_role" {
  source   = "../policy"
  for_each = toset(["dashboards.json", "cognito-access.json"])
  file     = each.key
  values = merge(var.places, {
    Name              = var.name
    IdentityPoolId    = try(aws_cognito_identity_pool.dashboards[0].id, "")
    UserPoolArn       = try(aws_cognito_user_pool.dashboards[0].arn, "")
    DashboardsRoleArn = "arn:${var.places.Partition}:iam::${var.places.AccountId}:role/${var.name}-dashboards-${var.places.Region}"
  })
}

resource "aws_iam_role" "cognito" {
  for_each           = local.cognito ? module.cognito_role : {}
  name               = "${var.name}-${trimsuffix(each.key, ".json")}-${var.places.Region}"
  assume_role_policy = each.value.trust
}

resource "aws_iam_role_policy" "cognito" {
  for_each = local.cognito ? { "dashboards.json" = "domain", "cognito-access.json" = "cognito" } : {}
  name     = each.value
  role     = aws_iam_role.cognito[each.key].name
  policy   = module.cognito_role[each.key].policies[each.value]
}

resource "aws_cognito_identity_pool_roles_attachment" "dashboards" {
  count            = local.cognito ? 1 : 0
  identity_pool_id = aws_cognito_identity_pool.dashboards[0].id
  roles            = { authenticated = aws_iam_role.cognito["dashboards.json"].arn }
}

# A serverless collection.
resource "aws_opensearchserverless_security_policy" "encryption" {
  count = var.search == "serverless" ? 1 : 0
  name  = "${var.name}-search"
  type  = "encryption"
  policy = jsonencode(merge(
    { Rules = [{ ResourceType = "collection", Resource = ["collection/${var.name}-search"] }] },
    { for key, value in { KmsARN = var.search_kms_key_arn } : key => value if value != "" },
    { for key, value in { AWSOwnedKey = true } : key => value if var.search_kms_key_arn == "" }
  ))
}

resource "aws_opensearchserverless_vpc_endpoint" "search" {
  count              = var.search == "serverless" ? 1 : 0
  name               = "${var.name}-search"
  vpc_id             = var.vpc_id
  subnet_ids         = var.subnet_ids
  security_group_ids = [var.search_security_group_id]
}

resource "aws_opensearchserverless_security_policy" "network" {
  count = var.search == "serverless" ? 1 : 0
  name  = "${var.name}-search"
  type  = "network"
  policy = jsonencode([{
    Rules = [
      { ResourceType = "collection", Resource = ["collection/${var.name}-search"] },
      { ResourceType = "dashboard", Resource = ["collection/${var.name}-search"] }
    ]
    AllowFromPublic = false
    SourceVPCEs     = [aws_opensearchserverless_vpc_endpoint.search[0].id]
  }])
}

resource "aws_opensearchserverless_access_policy" "search" {
  count = var.search == "serverless" ? 1 : 0
  name  = "${var.name}-search"
  type  = "data"
  policy = jsonencode(concat(
    [{
      Description = "Weir"
      Principal   = [var.weir_role_arn]
      Rules = [
        {
          ResourceType = "index"
          Resource     = ["index/${var.name}-search/weir-*", "index/${var.name}-search/rollup-weir-*"]
          Permission   = ["aoss:CreateIndex", "aoss:DeleteIndex", "aoss:UpdateIndex", "aoss:DescribeIndex", "aoss:ReadDocument", "aoss:WriteDocument"]
        },
        {
          ResourceType = "collection"
          Resource     = ["collection/${var.name}-search"]
          Permission   = ["aoss:CreateCollectionItems", "aoss:UpdateCollectionItems", "aoss:DescribeCollectionItems"]
        }
      ]
    }],
    [for role in compact([var.admin_role_arn]) : {
      Description = "Administrators"
      Principal   = [role]
      Rules = [
        { ResourceType = "index", Resource = ["index/${var.name}-search/*"], Permission = ["aoss:*"] },
        { ResourceType = "collection", Resource = ["collection/${var.name}-search"], Permission = ["aoss:*"] }
      ]
    }]
  ))
}

resource "aws_opensearchserverless_collection" "search" {
  count       = var.search == "serverless" ? 1 : 0
  name        = "${var.name}-search"
  description = "Logs of ${var.name}"
  # TIMESERIES and VECTORSEARCH accept no ids, so a repeated record would become a second document.
  type             = "SEARCH"
  standby_replicas = var.standby_replicas
  depends_on       = [aws_opensearchserverless_security_policy.encryption]
}
