package dev.weir.match;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weir.record.FieldNames;
import dev.weir.record.FieldReference;
import dev.weir.record.RecordView;
import dev.weir.record.Views;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that a flag or a condition does not take makes nothing. */
class FieldTestAllocationTest {
  private static final int RECORDS = 20_000;

  /** What the JVM itself may make meanwhile, of {@link #RECORDS} records. */
  private static final int BESIDE = 4096;

  private final FieldNames names = Views.names();
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "values: [GET, 4xx]",
        "in: [a, b, c, d, e, f, g, h, i]",
        "not_in: [192.0.2.7, 3xx, '0.25']",
        "prefix: [/admin, /wp-]",
        "suffix: [.php, .asp]",
        "contains: [../, '%00']",
        "regex: '^/etc/.*passwd'",
        "regex: '(?i)union.*select'",
        "cidr: [10.0.0.0/8, '2001:db8::/32']",
        "gte: 400, lt: 500",
        "exists: false",
      })
  void aValueThatIsNotTakenAllocatesNothing(String operators) throws Exception {
    FieldTest test = Operators.of(operators);
    List<FieldReference> fields = names.fields(List.of("address", "status", "time", "list"));
    RecordView record =
        Views.of(
            event(
                Map.of(
                    "address",
                    "192.0.2.7",
                    "status",
                    301,
                    "time",
                    "0.25",
                    "list",
                    List.of("0.25"))),
            null);
    ask(record, fields, test);

    long before = threads.getCurrentThreadAllocatedBytes();
    ask(record, fields, test);

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < BESIDE, allocated + " bytes for " + RECORDS + " records");
  }

  private static void ask(RecordView record, List<FieldReference> fields, FieldTest test)
      throws Exception {
    for (int i = 0; i < RECORDS; i++) {
      for (int field = 0; field < fields.size(); field++) {
        assertFalse(record.holds(fields.get(field), test));
      }
    }
  }
}
