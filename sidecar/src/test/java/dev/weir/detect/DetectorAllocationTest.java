package dev.weir.detect;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.record.Views;
import dev.weir.sigma.SigmaFile;
import dev.weir.type.LogTypes;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record that matches nothing makes nothing. */
class DetectorAllocationTest {
  private static final String TYPE = "aws.cloudtrail";
  private static final int RECORDS = 20_000;

  /** What the JVM itself may make meanwhile, of {@link #RECORDS} records. */
  private static final int BESIDE = 4096;

  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  @Test
  void aRecordThatMatchesNothingAllocatesNothing() throws Exception {
    SigmaFile file =
        SigmaFile.read(
            "rules.yml",
            """
            title: names of events
            logsource: {product: aws, service: cloudtrail}
            detection:
              s: {eventName: [CreateUser, DeleteTrail], userIdentity.type: Root}
              condition: s
            ---
            title: parts of nested fields
            logsource: {product: aws, service: cloudtrail}
            detection:
              s: {requestParameters.policy|contains|all: [Allow, Principal]}
              filter: {userAgent|startswith: aws-cli}
              condition: s and not filter
            ---
            title: keywords anywhere
            logsource: {product: aws, service: cloudtrail}
            detection:
              k: [mimikatz, whoami]
              condition: k
            ---
            title: looked at with each record
            logsource: {product: aws, service: cloudtrail}
            detection:
              s: {errorCode: null, managementEvent: true}
              n: {eventName|startswith: [Xx, Yy]}
              condition: not s and n
            """,
            Map.of());
    assertEquals(List.of(), file.refused());
    DetectionSet set = DetectionSet.of(file.rules(), LogTypes.shipped(), Views.names());
    Detector detector =
        new Detector(
            () -> set,
            Views.of(
                event(
                    Map.of(
                        "eventName", "CreateUser",
                        "errorCode", "AccessDenied",
                        "userIdentity", Map.of("type", "IAMUser"),
                        "userAgent", "aws-cli/2.22.4",
                        "requestParameters", Map.of("policy", List.of("Allow", "no Principals")))),
                null,
                Views.names(),
                new EcsFields(EcsSchema.get())));
    detector.begin();
    detect(detector);

    long before = threads.getCurrentThreadAllocatedBytes();
    detect(detector);

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < BESIDE, allocated + " bytes for " + RECORDS + " records");
  }

  private static void detect(Detector detector) throws Exception {
    for (int i = 0; i < RECORDS; i++) {
      assertTrue(detector.detect(TYPE).isEmpty());
    }
  }
}
