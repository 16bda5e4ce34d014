resource "aws_cloudtrail" "trail" {
  count                         = var.trail == "none" ? 0 : 1
  name                          = var.name
  s3_bucket_name                = var.bucket_name
  kms_key_id                    = var.kms_key_arn == "" ? null : var.kms_key_arn
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  is_organization_trail         = var.trail == "organization"
  tags                          = { Name = var.name }

  advanced_event_selector {
    name = "Management events"
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  # Weir's own reads would make further records without end.
  dynamic "advanced_event_selector" {
    for_each = var.s3_data_events == "none" ? [] : [var.s3_data_events]
    content {
      name = "Calls on objects of other buckets"
      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }
      field_selector {
        field  = "resources.type"
        equals = ["AWS::S3::Object"]
      }
      field_selector {
        field           = "resources.ARN"
        not_starts_with = [for arn in var.own_bucket_arns : "${arn}/"]
      }
      dynamic "field_selector" {
        for_each = advanced_event_selector.value == "write" ? ["false"] : []
        content {
          field  = "readOnly"
          equals = [field_selector.value]
        }
      }
    }
  }

  dynamic "advanced_event_selector" {
    for_each = var.lambda_data_events == "all" ? ["AWS::Lambda::Function"] : []
    content {
      name = "Invocations of functions"
      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }
      field_selector {
        field  = "resources.type"
        equals = [advanced_event_selector.value]
      }
    }
  }

  dynamic "insight_selector" {
    for_each = var.insights ? ["ApiCallRateInsight", "ApiErrorRateInsight"] : []
    content {
      insight_type = insight_selector.value
    }
  }
}
