package dev.weir.settings;

import dev.weir.yaml.Section;

/**
 * How the places are reached where secrets of the configuration lie.
 *
 * @param ssm parameters of Systems Manager, {@code ssm:/name}
 * @param secretsManager secrets of Secrets Manager, {@code secretsmanager:name}
 */
public record SecretSettings(AwsAccess ssm, AwsAccess secretsManager) {

  /** Reads the section {@code secrets}. */
  public static SecretSettings read(Section section) {
    return new SecretSettings(
        AwsAccess.read(section.section("ssm")), AwsAccess.read(section.section("secretsmanager")));
  }
}
