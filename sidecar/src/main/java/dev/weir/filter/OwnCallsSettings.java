package dev.weir.filter;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;

/**
 * What becomes of the records of Weir's own calls to AWS.
 *
 * @param enabled whether they are dropped
 * @param principals who Weir is, beside the roles that the configuration names and the one that it
 *     runs as
 */
public record OwnCallsSettings(boolean enabled, List<String> principals) {

  private static final Form<String> ARN =
      Forms.matching(
          "ARN of a user or role",
          "arn:[a-z-]+:(iam|sts)::[0-9]{12}:[^*]+",
          "a user or a role, such as arn:aws:iam::123456789012:role/weir");

  static OwnCallsSettings read(Section section) {
    return new OwnCallsSettings(
        section.value("enabled", true, Forms.BOOLEAN), section.list("principals", List.of(), ARN));
  }
}
