package dev.weir.filter;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which one principal of AWS stands in its logs. */
final class OwnPrincipal {
  private static final Pattern SESSION =
      Pattern.compile("(arn:[a-z-]+:sts::[0-9]{12}:assumed-role/[^/]+/).*");
  private static final Pattern ROLE =
      Pattern.compile("arn:([a-z-]+):iam::([0-9]{12}):role/(?:.*/)?([^/]+)");
  private static final Pattern SESSION_ID = Pattern.compile("(AROA[A-Z0-9]+:).*");

  private OwnPrincipal() {}

  /**
   * What the principal is called: itself; of a role its sessions too, which have its name without a
   * path. What ends with a slash or a colon is what sessions begin with.
   *
   * @param principal an ARN, or a unique id as STS and {@code userIdentity.principalId} have it
   */
  static List<String> forms(String principal) {
    Matcher session = SESSION.matcher(principal);
    if (session.matches()) {
      return List.of(session.group(1));
    }
    Matcher id = SESSION_ID.matcher(principal);
    if (id.matches()) {
      return List.of(id.group(1));
    }
    Matcher role = ROLE.matcher(principal);
    if (role.matches()) {
      return List.of(
          principal,
          "arn:%s:sts::%s:assumed-role/%s/".formatted(role.group(1), role.group(2), role.group(3)));
    }
    return List.of(principal);
  }
}
