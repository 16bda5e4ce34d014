module "host" {
  source  = "../policy"
  file    = "host.json"
  values  = var.values
  choices = var.choices
}

resource "aws_iam_role" "host" {
  name               = "${var.name}-host-${var.region}"
  description        = "What hosts of ${var.name} may do"
  assume_role_policy = module.host.trust
}

resource "aws_iam_role_policy" "host" {
  for_each = module.host.policies
  name     = each.key
  role     = aws_iam_role.host.name
  policy   = each.value
}

resource "aws_iam_instance_profile" "host" {
  name       = "${var.name}-host-${var.region}"
  role       = aws_iam_role.host.name
  depends_on = [aws_iam_role_policy.host]
}
