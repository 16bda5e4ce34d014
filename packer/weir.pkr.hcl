# An image of Amazon Linux 2023 with Weir and Fluent Bit, for two architectures from one definition.
# docs/image.md says how to build it.

locals {
  stamp = formatdate("YYYYMMDD-hhmm", timestamp())

  # Amazon's names for the architectures, and those of the packages.
  packages = {
    x86_64 = "${var.packages}/x86_64/weir-${var.weir_version}-linux-x86_64.rpm"
    arm64  = "${var.packages}/aarch64/weir-${var.weir_version}-linux-aarch64.rpm"
  }

  tags = {
    "Name"                    = var.name
    "weir:version"            = var.weir_version
    "weir:commit"             = var.weir_commit
    "weir:fluent-bit-version" = var.fluent_bit_version
    "weir:release"            = var.release
    "weir:base-image"         = "{{ .SourceAMI }}"
    "weir:base-image-name"    = "{{ .SourceAMIName }}"
    "weir:image"              = "yes"
  }

  # The tag by which ec2/iam/packer.json tells what Packer made for a build.
  build_tags = {
    "Name"       = "${var.name}-image-build"
    "weir:image" = "build"
  }
}

source "amazon-ebs" "weir" {
  region          = var.region
  ami_description = "Weir ${var.weir_version} with Fluent Bit ${var.fluent_bit_version} on Amazon Linux 2023"
  ami_users       = var.share_with

  # The build host has no public address: Packer reaches it through SSM. The key is for this build
  # alone; clean.sh removes it.
  subnet_id                   = var.subnet_id
  security_group_ids          = var.security_group_ids
  associate_public_ip_address = false
  iam_instance_profile        = var.instance_profile
  communicator                = "ssh"
  ssh_interface               = "session_manager"
  ssh_username                = "ec2-user"
  ssh_timeout                 = "10m"
  temporary_key_pair_type     = "ed25519"
  shutdown_behavior           = "terminate"

  # Encrypted from the first byte on, so that no plain snapshot is ever made.
  launch_block_device_mappings {
    device_name           = "/dev/xvda"
    volume_type           = "gp3"
    volume_size           = var.volume_gib
    iops                  = 3000
    throughput            = 125
    encrypted             = true
    kms_key_id            = var.kms_key
    delete_on_termination = true
  }

  tags            = local.tags
  snapshot_tags   = local.tags
  run_tags        = local.build_tags
  run_volume_tags = local.build_tags
}

build {
  name = "weir"

  source "amazon-ebs.weir" {
    name          = "x86_64"
    instance_type = "t3.medium"
    ami_name      = "${var.name}-${var.weir_version}-x86_64-${local.stamp}"

    source_ami_filter {
      filters = {
        name                = "al2023-ami-2023.*-kernel-${var.kernel}-x86_64"
        architecture        = "x86_64"
        root-device-type    = "ebs"
        virtualization-type = "hvm"
      }
      owners      = ["amazon"]
      most_recent = true
    }
  }

  source "amazon-ebs.weir" {
    name          = "arm64"
    instance_type = "t4g.medium"
    ami_name      = "${var.name}-${var.weir_version}-arm64-${local.stamp}"

    source_ami_filter {
      filters = {
        name                = "al2023-ami-2023.*-kernel-${var.kernel}-arm64"
        architecture        = "arm64"
        root-device-type    = "ebs"
        virtualization-type = "hvm"
      }
      owners      = ["amazon"]
      most_recent = true
    }
  }

  provisioner "shell" {
    inline = ["install -d -m 0700 /var/tmp/weir-image"]
  }

  provisioner "file" {
    source      = local.packages[source.name]
    destination = "/var/tmp/weir-image/"
  }

  provisioner "file" {
    sources = [
      "${var.packages}/${source.name == "arm64" ? "aarch64" : "x86_64"}/SHA256SUMS",
      "${path.root}/../ec2/install.sh",
      "${path.root}/scripts/check-way.sh",
      "${path.root}/scripts/send_record.py",
      "${path.root}/scripts/stub_opensearch.py",
    ]
    destination = "/var/tmp/weir-image/"
  }

  # A new kernel runs before the checks look at the image.
  provisioner "shell" {
    execute_command   = "chmod +x {{ .Path }}; sudo env {{ .Vars }} {{ .Path }}"
    environment_vars  = ["WEIR_RELEASE=${var.release}", "WEIR_AUTOMATIC_UPDATES=${var.automatic_updates}"]
    script            = "${path.root}/scripts/update.sh"
    expect_disconnect = true
  }

  provisioner "shell" {
    execute_command = "chmod +x {{ .Path }}; sudo env {{ .Vars }} {{ .Path }}"
    environment_vars = [
      "WEIR_VERSION=${var.weir_version}",
      "WEIR_COMMIT=${var.weir_commit}",
      "WEIR_FLUENT_BIT_VERSION=${var.fluent_bit_version}",
      "WEIR_AUTOMATIC_UPDATES=${var.automatic_updates}",
      "WEIR_SSHD=${var.sshd}",
    ]
    pause_before = "30s"
    scripts = [
      "${path.root}/scripts/install-weir.sh",
      "${path.root}/scripts/harden.sh",
      "${path.root}/scripts/check.sh",
      "${path.root}/scripts/clean.sh",
    ]
  }

  post-processors {
    post-processor "manifest" {
      output     = var.manifest
      strip_path = true
      custom_data = {
        architecture       = source.name
        weir_version       = var.weir_version
        weir_commit        = var.weir_commit
        fluent_bit_version = var.fluent_bit_version
        release            = var.release
      }
    }

    post-processor "shell-local" {
      environment_vars = [
        "WEIR_ARCHITECTURE=${source.name}",
        "WEIR_MANIFEST=${var.manifest}",
        "WEIR_PARAMETER=${var.parameter}",
      ]
      script = "${path.root}/scripts/publish.sh"
    }
  }
}
