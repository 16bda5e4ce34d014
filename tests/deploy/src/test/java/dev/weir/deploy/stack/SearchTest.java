package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.deploy.Tool;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What search.yaml makes of a domain, a login, a collection, or nothing. */
class SearchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Deployed SEARCH = StackTemplates.with("search");

  @Test
  void theDomainIsEncryptedAndKnowsNoPassword() {
    JsonNode domain = StackTemplates.properties(SEARCH, "Domain");

    assertTrue(domain.at("/EncryptionAtRestOptions/Enabled").asBoolean());
    assertTrue(domain.at("/NodeToNodeEncryptionOptions/Enabled").asBoolean());
    assertTrue(domain.at("/DomainEndpointOptions/EnforceHTTPS").asBoolean());
    assertEquals(
        "Policy-Min-TLS-1-2-PFS-2023-10",
        domain.at("/DomainEndpointOptions/TLSSecurityPolicy").asText());
    assertTrue(domain.at("/AdvancedSecurityOptions/Enabled").asBoolean());
    assertFalse(domain.at("/AdvancedSecurityOptions/InternalUserDatabaseEnabled").asBoolean(true));
    assertTrue(domain.at("/AdvancedSecurityOptions/MasterUserOptions").has("MasterUserARN"));
    assertEquals(
        "arn:aws:iam::123456789012:root",
        domain.at("/AccessPolicies/Statement/0/Principal/AWS").asText());
    assertEquals("RetainExceptOnCreate", SEARCH.resource("Domain").path("DeletionPolicy").asText());
  }

  @Test
  void theDomainLiesInTwoOrThreeZonesWithMastersByChoice() {
    JsonNode two = StackTemplates.properties(SEARCH, "Domain");
    JsonNode three =
        StackTemplates.properties(
            StackTemplates.with("search", "Zones", "3", "DataNodes", "6", "Masters", "yes"),
            "Domain");

    assertEquals(2, two.at("/VPCOptions/SubnetIds").size());
    assertFalse(two.at("/ClusterConfig/DedicatedMasterEnabled").asBoolean(true));
    assertFalse(two.path("ClusterConfig").has("DedicatedMasterCount"));
    assertEquals(3, three.at("/VPCOptions/SubnetIds").size());
    assertEquals(3, three.at("/ClusterConfig/ZoneAwarenessConfig/AvailabilityZoneCount").asInt());
    assertEquals(3, three.at("/ClusterConfig/DedicatedMasterCount").asInt());
  }

  @Test
  void logsGoToGroupsThatLetTheDomainIn() throws Exception {
    JsonNode published = StackTemplates.properties(SEARCH, "Domain").path("LogPublishingOptions");
    JsonNode policy =
        JSON.readTree(
                StackTemplates.properties(SEARCH, "LogPolicy").path("PolicyDocument").asText())
            .at("/Statement/0");

    for (String kind :
        List.of("AUDIT_LOGS", "SEARCH_SLOW_LOGS", "INDEX_SLOW_LOGS", "ES_APPLICATION_LOGS")) {
      assertTrue(published.path(kind).path("Enabled").asBoolean(), kind);
    }
    assertEquals("es.amazonaws.com", policy.at("/Principal/Service").asText());
    assertEquals(
        "123456789012", policy.path("Condition").at("/StringEquals/aws:SourceAccount").asText());
    for (JsonNode group : SEARCH.ofType("AWS::Logs::LogGroup").values()) {
      assertTrue(group.at("/Properties/LogGroupName").asText().startsWith("/weir/weir/search"));
    }
    Deployed without = StackTemplates.with("search", "AuditLogs", "no", "SlowLogs", "no");
    assertFalse(without.resources().containsKey("LogPolicy"));
  }

  @Test
  void weirsRoleIsTheOneOfTheDocs() throws Exception {
    String page = Files.readString(Tool.ROOT.resolve("docs/security.md"));
    Matcher role =
        Pattern.compile("PUT _plugins/_security/api/roles/weir\n(.*?)```", Pattern.DOTALL)
            .matcher(page);
    assertTrue(role.find());
    JsonNode documented = JSON.readTree(role.group(1));

    JsonNode request = StackTemplates.properties(SEARCH, "Roles").at("/Requests/0");

    assertEquals("/_plugins/_security/api/roles/weir", request.path("Path").asText());
    // The page's role leaves out only the rights for roll-ups, which the table above it lists.
    JsonNode made = request.path("Body");
    assertEquals(
        documented.path("index_permissions").path(0), made.path("index_permissions").path(0));
    Set<String> cluster = StackTemplates.texts(made.path("cluster_permissions"));
    cluster.removeIf(each -> each.contains("/rollup/"));
    assertEquals(StackTemplates.texts(documented.path("cluster_permissions")), cluster);
  }

  @Test
  void theFunctionStaysAnAdministratorBesideYours() {
    String admin = "arn:aws:iam::123456789012:role/security";

    JsonNode requests =
        StackTemplates.properties(StackTemplates.with("search", "AdminRoleArn", admin), "Roles")
            .path("Requests");

    JsonNode last = requests.path(requests.size() - 1);
    assertEquals("PATCH", last.path("Method").asText());
    assertEquals("/backend_roles", last.at("/Body/0/path").asText());
    assertEquals(admin, last.at("/Body/0/value/1").asText());
    assertTrue(last.at("/Body/0/value/0").asText().contains("mapperrole"), last::toString);
  }

  @Test
  void peopleLogInByCognitoByChoice() {
    Deployed search = StackTemplates.with("search", "Cognito", "yes");
    JsonNode pool = StackTemplates.properties(search, "UserPool");

    assertTrue(
        StackTemplates.properties(search, "Domain").at("/CognitoOptions/Enabled").asBoolean());
    assertEquals("ON", pool.path("MfaConfiguration").asText());
    assertTrue(pool.at("/AdminCreateUserConfig/AllowAdminCreateUserOnly").asBoolean());
    assertFalse(
        StackTemplates.properties(search, "IdentityPool")
            .path("AllowUnauthenticatedIdentities")
            .asBoolean(true));
    JsonNode trust =
        StackTemplates.properties(search, "DashboardsRole")
            .at("/AssumeRolePolicyDocument/Statement/0/Condition");
    assertTrue(
        trust.path("StringEquals").has("cognito-identity.amazonaws.com:aud"), trust::toString);
    assertEquals(
        "/_plugins/_security/api/rolesmapping/weir_reader",
        StackTemplates.properties(search, "Roles").at("/Requests/3/Path").asText());
    assertFalse(StackTemplates.properties(SEARCH, "Domain").has("CognitoOptions"));
    assertFalse(SEARCH.resources().containsKey("UserPool"));
  }

  @Test
  void aCollectionTakesOwnIdsAndLetsInTheVpcOnly() throws Exception {
    Deployed search = StackTemplates.with("search", "Search", "serverless");

    assertEquals("SEARCH", StackTemplates.properties(search, "Collection").path("Type").asText());
    JsonNode network = policy(search, "CollectionNetwork").path(0);
    assertFalse(network.path("AllowFromPublic").asBoolean(true));
    assertEquals(1, network.path("SourceVPCEs").size());
    assertTrue(policy(search, "CollectionEncryption").path("AWSOwnedKey").asBoolean());
    JsonNode access = policy(search, "CollectionAccess");
    assertEquals(1, access.size());
    assertEquals(
        "arn:aws:iam::123456789012:role/weir-host-us-east-1", access.at("/0/Principal/0").asText());
    assertTrue(
        StackTemplates.texts(access.at("/0/Rules/0/Permission")).contains("aoss:WriteDocument"));
    assertEquals("aoss", search.outputs().path("OpenSearchService").asText());
    Deployed both =
        StackTemplates.with(
            "search",
            "Search",
            "serverless",
            "AdminRoleArn",
            "arn:aws:iam::123456789012:role/security");
    assertEquals(2, policy(both, "CollectionAccess").size());
  }

  @Test
  void anExistingOneIsOnlyPassedOn() {
    Deployed search =
        StackTemplates.with(
            "search", "Search", "existing", "ExistingUrl", "https://search.example.com");

    assertTrue(search.resources().isEmpty());
    assertEquals("https://search.example.com", search.outputs().path("OpenSearchUrl").asText());
    assertEquals("", search.outputs().path("DomainArn").asText());
  }

  private static JsonNode policy(Deployed search, String id) throws Exception {
    return JSON.readTree(StackTemplates.properties(search, id).path("Policy").asText());
  }
}
