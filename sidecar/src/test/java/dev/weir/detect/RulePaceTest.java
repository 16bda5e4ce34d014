package dev.weir.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import dev.weir.match.RegexTest;
import dev.weir.rule.Rule;
import dev.weir.sigma.SigmaFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a rule is switched off. */
class RulePaceTest {
  private static final long LIMIT = Duration.ofMillis(1).toNanos();
  private static final long SLOW = Duration.ofMillis(60).toNanos();

  private final List<String> off = new ArrayList<>();
  private final RulePace pace = pace();

  private RulePace pace() {
    Rule rule =
        SigmaFile.read(
                "slow.yml",
                """
                title: slow
                id: slow
                logsource: { product: aws, service: cloudtrail }
                detection: { s: { eventName|re: 'a+b' }, condition: s }
                """,
                Map.of())
            .rules()
            .getFirst();
    Node node = new Node.Value(0, new RegexTest(Pattern.compile("a+b")));
    return new RulePace(
        rule,
        "aws.cloudtrail",
        node,
        new RuleLimit(LIMIT, (its, type) -> off.add(its.id() + type)));
  }

  @Test
  void twentySlowRecordsSwitchARuleOffAndThatIsToldOnce() {
    took(SLOW, RuleLimit.SLOW_RECORDS - 1);
    assertFalse(pace.isOff());

    took(SLOW, 30);

    assertTrue(pace.isOff());
    assertEquals(List.of("slowaws.cloudtrail"), off);
  }

  @Test
  void aRuleThatIsFastNeverIs() {
    took(LIMIT, 100_000);

    assertFalse(pace.isOff());
  }

  @Test
  void aRuleThatIsSlowWithHalfOfItsRecordsIsNot() {
    for (int i = 0; i < 1000; i++) {
      took(SLOW, 1);
      took(LIMIT / 2, 1);
    }

    assertFalse(pace.isOff());
  }

  @Test
  void aRuleThatIsALittleSlowWhileTheJvmWarmsUpIsNot() {
    took(3 * LIMIT, 300);
    took(LIMIT / 10, 1000);

    assertFalse(pace.isOff());
  }

  private void took(long nanos, int records) {
    for (int i = 0; i < records; i++) {
      pace.took(nanos);
    }
  }
}
