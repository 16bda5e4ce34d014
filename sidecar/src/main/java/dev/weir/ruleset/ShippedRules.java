package dev.weir.ruleset;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The files of rules that ship, in the jar: they never change while the program runs. */
final class ShippedRules implements RuleFiles {
  /** All files: a jar lists no folder. */
  static final List<String> NAMES =
      List.of(
          "apache-error.yml",
          "aws-alb-connection.yml",
          "aws-alb.yml",
          "aws-cloudtrail-insight.yml",
          "aws-cloudtrail.yml",
          "aws-config.yml",
          "aws-guardduty.yml",
          "aws-networkfirewall.yml",
          "aws-nlb.yml",
          "aws-route53.yml",
          "aws-s3access.yml",
          "aws-securityhub.yml",
          "aws-vpcflow.yml",
          "aws-waf.yml",
          "linux-clamav.yml",
          "linux-cron.yml",
          "linux-sshd.yml",
          "linux-sudo.yml",
          "linux.yml",
          "nginx-error.yml",
          "web.yml");

  private static final String VERSION = "shipped";

  private final Predicate<String> names;

  /**
   * The files that ship.
   *
   * @param names tells files of rules by their names
   */
  ShippedRules(Predicate<String> names) {
    this.names = names;
  }

  @Override
  public SortedMap<String, String> list() {
    SortedMap<String, String> files = new TreeMap<>();
    NAMES.stream().filter(names).forEach(name -> files.put(name, VERSION));
    return files;
  }

  @Override
  public InputStream open(String name) throws IOException {
    InputStream in = ShippedRules.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("the jar has no file " + name + ": install Weir again");
    }
    return in;
  }
}
