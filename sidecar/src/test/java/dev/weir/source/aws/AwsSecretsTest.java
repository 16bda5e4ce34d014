package dev.weir.source.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.config.ConfigFile;
import dev.weir.config.LoadedConfig;
import dev.weir.config.WeirConfig;
import dev.weir.lab.AwsEndpoint;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.Authentication;
import dev.weir.settings.AwsAccess;
import dev.weir.settings.Secret;
import dev.weir.settings.StaticKeys;
import dev.weir.units.ByteSize;
import dev.weir.yaml.Environment;
import dev.weir.yaml.InvalidFileException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Secrets of a configuration that lie in AWS. */
@ExtendWith(LabExtension.class)
class AwsSecretsTest {
  private static final String KEY = "the-key-of-the-whole-fleet";

  private final AwsEndpoint aws;

  AwsSecretsTest(Lab lab) {
    this.aws = lab.accounts().endpoint();
  }

  @Test
  void fetchesAParameterAndDecryptsIt() throws Exception {
    put("/weir/fetched", KEY);

    LoadedConfig loaded = load("ssm:/weir/fetched", "x");

    assertEquals(Secret.of(KEY), loaded.config().fleetKey());
    assertFalse((loaded.effective() + loaded).contains(KEY));
    assertTrue(loaded.effective().contains("fleet_key: '***'"), loaded::effective);
  }

  @Test
  void fetchesASecretAndOneKeyOfASecret() throws Exception {
    create("weir/plain", KEY);
    create("weir/json", "{\"username\": \"weir\", \"password\": \"of-opensearch\"}");

    WeirConfig config =
        load("secretsmanager:weir/plain", "secretsmanager:weir/json#password").config();

    assertEquals(Secret.of(KEY), config.fleetKey());
    assertEquals(
        new Authentication.Basic("weir", "of-opensearch"), config.opensearch().authentication());
  }

  @Test
  void namesWhatIsMissingAndWhatToDo() {
    assertEquals(
        List.of(
            "fleet_key: given 'ssm:/weir/absent', expected Systems Manager in us-east-1 to give it:"
                + " ParameterNotFound; make it, or correct its name or the region",
            "opensearch.auth.password: given 'secretsmanager:weir/absent', expected Secrets Manager"
                + " in us-east-1 to give it: ResourceNotFoundException; make it, or correct its"
                + " name or the region"),
        problems("ssm:/weir/absent", "secretsmanager:weir/absent"));
  }

  @Test
  void namesAKeyThatASecretDoesNotHave() throws Exception {
    create("weir/other", "{\"username\": \"weir\"}");
    create("weir/text", KEY);

    assertEquals(
        List.of(
            "fleet_key: given 'secretsmanager:weir/text#password', expected a secret that is a JSON"
                + " object with the key password",
            "opensearch.auth.password: given 'secretsmanager:weir/other#password', expected a"
                + " secret that is a JSON object with the key password"),
        problems("secretsmanager:weir/text#password", "secretsmanager:weir/other#password"));
  }

  @Test
  void takesNoNameThatIsNone() {
    assertEquals(
        List.of(
            "fleet_key: given ***, expected the name of a parameter, such as ssm:/weir/fleet-key"),
        problems("ssm:/weir/a b", "x"));
  }

  @Test
  void saysWhereNobodyAnswers() {
    InvalidFileException wrong =
        assertThrows(
            InvalidFileException.class,
            () ->
                reader()
                    .parse(
                        "weir.yaml", yaml("ssm:/weir/key", "x", URI.create("http://127.0.0.1:1"))));

    String problem = wrong.problems().getFirst().toString();
    assertTrue(
        problem.contains("Systems Manager to answer: no answer from http://127.0.0.1:1"), problem);
    assertTrue(problem.contains("secrets.ssm.endpoint"), problem);
  }

  @Test
  void fetchesNothingOffline() throws Exception {
    LoadedConfig loaded =
        reader()
            .offline()
            .parse("weir.yaml", yaml("ssm:/weir/absent", "x", URI.create("http://127.0.0.1:1")));

    assertEquals(Secret.of(Environment.STAND_IN), loaded.config().fleetKey());
  }

  /** A reload says that a secret is another one now. */
  @Test
  void tellsThatASecretHasChanged() throws Exception {
    put("/weir/changing", KEY);
    LoadedConfig before = load("ssm:/weir/changing", "x");
    put("/weir/changing", KEY + "-2");

    assertEquals(List.of("fleet_key"), load("ssm:/weir/changing", "x").changedFrom(before));
  }

  private List<String> problems(String fleetKey, String password) {
    return assertThrows(InvalidFileException.class, () -> load(fleetKey, password))
        .problems()
        .stream()
        .map(problem -> problem.toString().replaceAll("^line \\d+: ", ""))
        .toList();
  }

  private LoadedConfig load(String fleetKey, String password) throws InvalidFileException {
    return reader().parse("weir.yaml", yaml(fleetKey, password, aws.endpoint()));
  }

  private static ConfigFile reader() {
    return new ConfigFile(name -> null, ByteSize.ofMiB(512));
  }

  private String yaml(String fleetKey, String password, URI endpoint) {
    String access =
        "{ region: %s, endpoint: '%s', access_key: %s, secret_key: %s }"
            .formatted(aws.region(), endpoint, aws.accessKey(), aws.secretKey());
    return """
        secrets: { ssm: %s, secretsmanager: %s }
        fleet_key: %s
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch:
          url: https://127.0.0.1:9200
          auth: { kind: basic, user: weir, password: %s }
        """
        .formatted(access, access, fleetKey, password);
  }

  private void put(String name, String value) throws Exception {
    call(
        "ssm",
        "AmazonSSM.PutParameter",
        "{\"Name\":\"%s\",\"Value\":\"%s\",\"Type\":\"SecureString\",\"Overwrite\":true}"
            .formatted(name, value));
  }

  private void create(String name, String value) throws Exception {
    call(
        "secretsmanager",
        "secretsmanager.CreateSecret",
        "{\"Name\":\"%s\",\"SecretString\":\"%s\"}".formatted(name, value.replace("\"", "\\\"")));
  }

  private void call(String service, String target, String body) throws Exception {
    AwsAccess access =
        new AwsAccess(
            aws.region(),
            aws.endpoint(),
            false,
            null,
            null,
            new StaticKeys(Secret.of(aws.accessKey()), Secret.of(aws.secretKey())));
    try (AwsClients clients = new AwsClients(AnonymousCredentialsProvider.create(), 1);
        JsonCalls calls = new JsonCalls(clients)) {
      var unused = calls.call(access, service, Region.of(aws.region()), target, body);
    }
  }
}
