package dev.weir.parse;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which account and region an object's key names, as AWS lays out the keys of logs that it writes:
 * {@code AWSLogs/123456789012/elasticloadbalancing/eu-west-1/2026/11/20/...}, the same in the
 * layout of Hive ({@code aws-account-id=}, {@code aws-region=}), {@code
 * 123456789012/eu-west-1/bucket/2026/11/20/...} of S3's access logs, {@code
 * region=eu-west-1/accountId=123456789012/} of Security Lake, and the file's name {@code
 * 123456789012_vpcflowlogs_eu-west-1_...}. Immutable.
 */
public final class ObjectPlace {
  private static final EcsField PROVIDER = EcsSchema.get().field("cloud.provider");
  private static final EcsField ACCOUNT = EcsSchema.get().field("cloud.account.id");
  private static final EcsField REGION = EcsSchema.get().field("cloud.region");

  private final byte @Nullable [] account;
  private final byte @Nullable [] region;

  private ObjectPlace(byte @Nullable [] account, byte @Nullable [] region) {
    this.account = account;
    this.region = region;
  }

  /** What this key names. */
  public static ObjectPlace of(String key) {
    byte[] account = null;
    byte[] region = null;
    boolean laidOut = false;
    byte[] number = null;
    for (String segment : key.split("/", -1)) {
      byte[] text = segment.substring(segment.indexOf('=') + 1).getBytes(StandardCharsets.UTF_8);
      boolean named = text.length < segment.length();
      boolean isAccount = AwsNames.isAccount(text, 0, text.length);
      boolean isRegion = text.length > 0 && AwsNames.regionEnd(text, 0, text.length) == text.length;
      if (isAccount && account == null && (laidOut || named)) {
        account = text;
      } else if (isRegion && region == null && (account != null || number != null || named)) {
        region = text;
        account = account == null ? number : account;
      }
      // Only a region right behind it makes a number one of an account.
      number = isAccount ? text : null;
      laidOut |= segment.equals("AWSLogs");
    }
    return account != null ? new ObjectPlace(account, region) : ofFile(key);
  }

  private static ObjectPlace ofFile(String key) {
    String[] parts = key.substring(key.lastIndexOf('/') + 1).split("_", 4);
    byte[] account = parts[0].getBytes(StandardCharsets.UTF_8);
    byte[] region = (parts.length < 4 ? "" : parts[2]).getBytes(StandardCharsets.UTF_8);
    boolean fits =
        AwsNames.isAccount(account, 0, account.length)
            && region.length > 0
            && AwsNames.regionEnd(region, 0, region.length) == region.length;
    return fits ? new ObjectPlace(account, region) : new ObjectPlace(null, null);
  }

  /** Fills in what a record of AWS does not say itself. */
  public void complete(EcsFields normal) {
    if (!normal.has(PROVIDER)) {
      return;
    }
    if (account != null && !normal.has(ACCOUNT)) {
      normal.set(ACCOUNT, account, 0, account.length);
    }
    if (region != null && !normal.has(REGION)) {
      normal.set(REGION, region, 0, region.length);
    }
  }

  @Override
  public String toString() {
    return text(account) + " " + text(region);
  }

  private static String text(byte @Nullable [] utf8) {
    return utf8 == null ? "-" : new String(utf8, StandardCharsets.UTF_8);
  }
}
