package dev.weir.source.after;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.StoredObject;
import dev.weir.settings.AwsAccess;
import dev.weir.source.aws.AwsClients;
import dev.weir.units.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Actions on a real S3: they may be repeated, and never hit another object. */
@ExtendWith(LabExtension.class)
class AfterActionsTest {
  private static final AfterSettlement MOVE = new AfterSettlement.Move("done/");

  private final Lab lab;
  private final S3Client s3;

  AfterActionsTest(Lab lab) {
    this.lab = lab;
    this.s3 = lab.s3Client();
  }

  @Test
  void movesAndDoesSoOnce() throws Exception {
    lab.createBucket("actions-move");
    StoredObject object = lab.put("actions-move", "a b+ü.log", bytes(10));

    AfterResult first = new AfterActions(s3, MOVE).apply(settled(object));
    AfterResult again = new AfterActions(s3, MOVE).apply(settled(object));

    assertEquals(AfterResult.DONE, first);
    assertEquals(AfterResult.ABSENT, again);
    assertArrayEquals(bytes(10), content("actions-move", "done/a b+ü.log"));
  }

  @Test
  void keepsWhatWasMovedBeforeUnderTheSameKey() throws Exception {
    lab.createBucket("actions-again");
    AfterActions move = new AfterActions(s3, MOVE);
    move.apply(settled(lab.put("actions-again", "a.log", bytes(10))));
    StoredObject second = lab.put("actions-again", "a.log", bytes(20));

    AfterResult result = move.apply(settled(second));

    assertEquals(AfterResult.DONE, result);
    assertArrayEquals(bytes(10), content("actions-again", "done/a.log"));
    assertArrayEquals(bytes(20), content("actions-again", "done/a.log." + second.eTag()));
  }

  @Test
  void leavesWhatTookTheObjectsPlace() throws Exception {
    lab.createBucket("actions-overwritten");
    StoredObject settled = lab.put("actions-overwritten", "a.log", bytes(10));
    lab.put("actions-overwritten", "a.log", bytes(20));

    for (AfterSettlement what :
        List.of(MOVE, new AfterSettlement.Delete(), new AfterSettlement.Tag("k", "v"))) {
      assertEquals(
          AfterResult.OVERWRITTEN,
          new AfterActions(s3, what).apply(settled(settled)),
          what.label());
    }
    assertArrayEquals(bytes(20), content("actions-overwritten", "a.log"));
  }

  @Test
  void copiesInPartsWhatIsTooLargeForOneRequest() throws Exception {
    lab.createBucket("actions-parts");
    byte[] content = bytes(11 << 20);
    StoredObject object = lab.put("actions-parts", "big.log", content);
    ObjectCopy copy = new ObjectCopy(s3, ByteSize.ofMiB(6), ByteSize.ofMiB(5));

    AfterResult result =
        new AfterActions(s3, MOVE, copy, Duration.ofMillis(1)).apply(settled(object));

    assertEquals(AfterResult.DONE, result);
    assertArrayEquals(content, content("actions-parts", "done/big.log"));
    assertEquals(1, s3.listObjectsV2(request -> request.bucket("actions-parts")).contents().size());
  }

  @Test
  void deletesTheVersionThatIsSettledAndNoOther() throws Exception {
    lab.createBucket("actions-versions");
    s3.putBucketVersioning(
        request ->
            request
                .bucket("actions-versions")
                .versioningConfiguration(
                    versions -> versions.status(BucketVersioningStatus.ENABLED)));
    StoredObject first = lab.put("actions-versions", "a.log", bytes(10));
    StoredObject second = lab.put("actions-versions", "a.log", bytes(20));

    AfterResult result = new AfterActions(s3, new AfterSettlement.Delete()).apply(settled(first));

    assertEquals(AfterResult.DONE, result);
    assertEquals(
        List.of(String.valueOf(second.versionId())),
        s3.listObjectVersions(request -> request.bucket("actions-versions")).versions().stream()
            .map(ObjectVersion::versionId)
            .toList());
  }

  @Test
  void isNotRefusedForGoodByWhatTheCallerLacks() throws Exception {
    lab.createBucket("actions-caller");
    StoredObject object = lab.put("actions-caller", "a.log", bytes(10));
    var wrong =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(lab.s3().accessKey(), "not the secret"));
    try (AwsClients clients = new AwsClients(wrong, 2)) {
      S3Client refused =
          clients.s3(new AwsAccess(lab.s3().region(), lab.s3().endpoint(), true, null, null, null));
      for (AfterSettlement what :
          List.of(MOVE, new AfterSettlement.Delete(), new AfterSettlement.Tag("k", "v"))) {
        AfterActions actions =
            new AfterActions(refused, what, new ObjectCopy(refused), Duration.ofMillis(1));

        assertEquals(AfterResult.UNAVAILABLE, actions.apply(settled(object)), what.label());
      }
    }
    assertArrayEquals(bytes(10), content("actions-caller", "a.log"));
  }

  private byte[] content(String bucket, String key) {
    return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
  }

  private static SettledObject settled(StoredObject object) {
    return new SettledObject(
        object.bucket(), object.key(), object.versionId(), object.eTag(), null);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
