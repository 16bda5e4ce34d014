package dev.weir.deploy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What follows a build: which image is published, and what is asked of it. A script takes the place
 * of aws.
 */
class PublishTest {
  private static final String GOOD =
      """
      {"Images": [{"ImdsSupport": "v2.0", "Public": false,
        "BlockDeviceMappings": [{"Ebs": {"Encrypted": true}}, {"VirtualName": "ephemeral0"}]}]}
      """;

  @TempDir Path folder;
  private Path calls;
  private Path manifest;

  @BeforeEach
  void prepare() throws IOException {
    calls = Files.createFile(folder.resolve("calls"));
    Path aws = folder.resolve("aws");
    Files.writeString(
        aws,
        """
        #!/usr/bin/env bash
        echo "$*" >>"$CALLS"
        [ "$2" != describe-images ] || cat "$IMAGES"
        """);
    assertTrue(aws.toFile().setExecutable(true));
    manifest =
        Files.writeString(
            folder.resolve("image.json"),
            """
            {"builds": [
              {"artifact_id": "eu-west-1:ami-01", "custom_data": {"architecture": "arm64"}},
              {"artifact_id": "eu-west-1:ami-02", "custom_data": {"architecture": "arm64"}},
              {"artifact_id": "eu-west-1:ami-03", "custom_data": {"architecture": "x86_64"}}
            ]}
            """);
  }

  @Test
  void publishesTheLatestImageOfTheArchitecture() throws Exception {
    Tool.Finished finished = publish("arm64", "/weir/image", GOOD);

    assertEquals(
        new Tool.Finished(0, "publish: /weir/image/arm64 in eu-west-1 is now ami-02\n"), finished);
    assertEquals(
        List.of(
            "ec2 modify-image-attribute --region eu-west-1 --image-id ami-02 --imds-support v2.0",
            "ec2 describe-images --region eu-west-1 --image-ids ami-02 --output json",
            "ssm put-parameter --region eu-west-1 --name /weir/image/arm64 --type String"
                + " --data-type aws:ec2:image --value ami-02 --overwrite"),
        Files.readAllLines(calls));
  }

  @Test
  void publishesNothingWithoutAParameter() throws Exception {
    assertEquals(
        new Tool.Finished(0, "publish: ami-03 in eu-west-1\n"), publish("x86_64", "", GOOD));

    assertTrue(Files.readAllLines(calls).stream().noneMatch(call -> call.startsWith("ssm")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "v2.0"            | "none"             | takes metadata requests without a token
          "Encrypted": true | "Encrypted": false | has a disk that is not encrypted
          "Public": false   | "Public": true     | is public
          """)
  void publishesNoImageThatIsOpen(String good, String bad, String words) throws Exception {
    Tool.Finished finished = publish("arm64", "/weir/image", GOOD.replace(good, bad));

    assertEquals(new Tool.Finished(1, "publish: ami-02 " + words + ": do not use it\n"), finished);
    assertTrue(Files.readAllLines(calls).stream().noneMatch(call -> call.startsWith("ssm")));
  }

  @Test
  void namesTheArchitectureThatWasNotBuilt() throws Exception {
    Files.writeString(manifest, "{\"builds\": []}");

    Tool.Finished finished = publish("arm64", "/weir/image", GOOD);

    assertEquals(1, finished.code());
    assertTrue(finished.output().contains("names no image for arm64"), finished::output);
    assertEquals("", Files.readString(calls));
  }

  private Tool.Finished publish(String architecture, String parameter, String image)
      throws IOException {
    Tool.named("jq");
    Path images = Files.writeString(folder.resolve("images.json"), image);
    return Tool.named("bash")
        .run(
            folder,
            Map.of(
                "PATH",
                folder + ":" + System.getenv("PATH"),
                "CALLS",
                calls.toString(),
                "IMAGES",
                images.toString(),
                "WEIR_ARCHITECTURE",
                architecture,
                "WEIR_MANIFEST",
                manifest.toString(),
                "WEIR_PARAMETER",
                parameter),
            List.of(Tool.ROOT.resolve("packer/scripts/publish.sh").toString()));
  }
}
