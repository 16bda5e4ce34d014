package dev.weir.deploy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Packer accepts the templates, and the variables refuse what cannot work. The file newer.pkr.hcl
 * is left out, since Packer 1.6.6 knows nothing of what it says.
 */
class PackerTemplateTest {
  private static final Path PACKER = Tool.ROOT.resolve("packer");

  /** Packer would ask its maker for newer versions. */
  private static final Map<String, String> OFFLINE = Map.of("CHECKPOINT_DISABLE", "1");

  private static final Map<String, String> GOOD =
      Map.of(
          "region", "eu-central-1",
          "subnet_id", "subnet-0123456789abcdef0",
          "security_group_ids", "[\"sg-0123456789abcdef0\"]",
          "instance_profile", "weir-image-build",
          "weir_version", "0.2.0-SNAPSHOT",
          "weir_commit", "1c15b975");

  @TempDir Path folder;

  @BeforeEach
  void copyWhatIsValidated() throws IOException {
    Tool cp = Tool.named("cp");
    for (String part : List.of("packer", "ec2")) {
      Path from = Tool.ROOT.resolve(part);
      assertEquals(0, cp.run(List.of("-r", from.toString(), folder.toString())).code());
    }
    Files.delete(folder.resolve("packer/newer.pkr.hcl"));
    for (String architecture : List.of("x86_64", "aarch64")) {
      Path packages = Files.createDirectories(folder.resolve("target/package/" + architecture));
      Files.createFile(packages.resolve("weir-0.2.0-SNAPSHOT-linux-" + architecture + ".rpm"));
      Files.createFile(packages.resolve("SHA256SUMS"));
    }
    Path script = folder.resolve("ec2/install.sh");
    if (!Files.exists(script)) {
      Files.createFile(script);
    }
  }

  @Test
  void isFormatted() {
    Tool.Finished finished =
        Tool.named("packer")
            .run(Tool.ROOT, OFFLINE, List.of("fmt", "-check", "-diff", PACKER.toString()));

    assertEquals("", finished.output());
    assertEquals(0, finished.code());
  }

  @Test
  void isValid() {
    assertEquals(new Tool.Finished(0, ""), validate(Map.of()));
  }

  @Test
  void keepsWhatIsNotValidatedApart() throws IOException {
    String newer = Files.readString(PACKER.resolve("newer.pkr.hcl"));

    List<String> blocks =
        newer.lines().filter(line -> line.matches("[a-z].*\\{")).map(String::strip).toList();

    assertEquals(List.of("packer {"), blocks, "no source, variable or build of its own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kms_key            | alias/weir
          kms_key            | arn:aws:kms:eu-central-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef
          share_with         | ["123456789012","210987654321"]
          security_group_ids | ["sg-0123456789abcdef0","sg-01234567"]
          release            | 2023.9.20261117
          kernel             | 6.12
          parameter          | ''
          region             | us-gov-west-1
          weir_version       | 0.2.0-SNAPSHOT
          automatic_updates  | true
          """)
  void takes(String name, String value) {
    assertEquals(new Tool.Finished(0, ""), validate(Map.of(name, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          region             | ''                         | The region is
          subnet_id          | ''                         | The subnet_id is
          region             | Frankfurt                  | The region is
          subnet_id          | vpc-0123456789abcdef0      | The subnet_id is
          security_group_ids | []                         | The security_group_ids are
          security_group_ids | ["sg-0123456789abcdef0,x"] | The security_group_ids are
          instance_profile   | arn:aws:iam::1:x/y         | The instance_profile is
          instance_profile   | ''                         | The instance_profile is
          weir_version       | newest                     | The weir_version is
          weir_version       | 1.0;reboot                 | The weir_version is
          weir_commit        | main                       | The weir_commit is
          weir_commit        | ''                         | The weir_commit is
          fluent_bit_version | 5.1                        | The fluent_bit_version is
          release            | 2024.1.20260101            | The release is
          kernel             | 5.10                       | The kernel is
          name               | a b                        | The name has
          volume_gib         | 7                          | The volume_gib is
          volume_gib         | 30.5                       | The volume_gib is
          kms_key            | my key                     | The kms_key is
          kms_key            | arn:aws:s3:::bucket        | The kms_key is
          share_with         | ["1234"]                   | The accounts in share_with
          parameter          | weir/image                 | The parameter is
          parameter          | /weir/image/               | The parameter is
          sshd               | perhaps                    | sshd
          """)
  void refuses(String name, String value, String words) {
    Tool.Finished finished = validate(Map.of(name, value));

    assertNotEquals(0, finished.code(), finished.output());
    assertTrue(finished.output().contains(words), finished::output);
  }

  @Test
  void refusesToBuildWithoutThePackages() throws IOException {
    Files.delete(folder.resolve("target/package/aarch64/weir-0.2.0-SNAPSHOT-linux-aarch64.rpm"));

    Tool.Finished finished = validate(Map.of());

    assertNotEquals(0, finished.code());
    assertTrue(finished.output().contains("linux-aarch64.rpm"), finished::output);
  }

  private Tool.Finished validate(Map<String, String> changed) {
    Map<String, String> values = new LinkedHashMap<>(GOOD);
    values.putAll(changed);
    List<String> arguments = new ArrayList<>(List.of("validate"));
    values.forEach((name, value) -> arguments.addAll(List.of("-var", name + "=" + value)));
    arguments.add("packer");
    return Tool.named("packer").run(folder, OFFLINE, arguments);
  }
}
