package dev.weir.settings;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names in AWS look like. No list of what there is: new ones come every year. */
public final class AwsNames {
  private static final String REGION_TEXT =
      "(?:us|us-gov|us-iso[a-z]?|eu|eu-isoe|eusc-de|af|ap|ca|cn|il|me|mx|sa)"
          + "-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9]\\d?";

  /** A region, not a zone of it. */
  public static final Form<String> REGION =
      Forms.matching("region of AWS", REGION_TEXT, "a region of AWS such as eu-west-1");

  /** An account's number. */
  public static final Form<String> ACCOUNT =
      Forms.matching("12 digits", "\\d{12}", "an account of 12 digits, in quotes");

  private static final Pattern QUEUE_HOST =
      Pattern.compile(
          "(?:(?:vpce-[a-z0-9-]+\\.)?sqs(?:-fips)?\\.(?<region>"
              + REGION_TEXT
              + ")\\.(?:vpce\\.)?(?:amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws)"
              + "|(?<old>"
              + REGION_TEXT
              + ")\\.queue\\.amazonaws\\.com(?:\\.cn)?)");

  /** "General purpose bucket naming rules" in S3's user guide. */
  private static final Pattern BUCKET =
      Pattern.compile("(?!.*\\.\\.)(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private AwsNames() {}

  /** The region that a queue's URL names; null if it names none, as in a lab. */
  public static @Nullable String regionOf(URI queue) {
    String host = queue.getHost();
    Matcher matcher = QUEUE_HOST.matcher(host == null ? "" : host);
    if (!matcher.matches()) {
      return null;
    }
    String region = matcher.group("region");
    return region == null ? matcher.group("old") : region;
  }

  /**
   * Whether AWS has buckets of this name. Until 2018 those of us-east-1 could have capitals, low
   * lines and more characters.
   */
  public static boolean isBucket(String name, @Nullable String region) {
    boolean older = region == null || region.equals("us-east-1");
    boolean odd = !name.equals(name.toLowerCase(Locale.ROOT)) || name.contains("_");
    return BUCKET.matcher(name).matches() || (older && odd);
  }
}
