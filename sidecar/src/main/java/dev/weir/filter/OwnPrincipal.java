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

  private OwnPrincipal() {}

  /**
   * What the principal is called: itself; of a role its sessions too, which have its name without a
   * path. What ends with a slash is what sessions begin with.
   */
  static List<String> forms(String arn) {
    Matcher session = SESSION.matcher(arn);
    if (session.matches()) {
      return List.of(session.group(1));
    }
    Matcher role = ROLE.matcher(arn);
    if (role.matches()) {
      return List.of(
          arn,
          "arn:%s:sts::%s:assumed-role/%s/".formatted(role.group(1), role.group(2), role.group(3)));
    }
    return List.of(arn);
  }
}
