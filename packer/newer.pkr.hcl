# What Packer 1.6.6 rejects. Everything else of this folder is validated by 1.6.6, without this file.
packer {
  required_version = ">= 1.9.0, < 2.0.0"

  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = ">= 1.3.0, < 2.0.0"
    }
  }
}
