package dev.weir.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@ExtendWith(LabExtension.class)
class ObjectStoreTest {
  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);

  @Test
  void readsARangeOfTheVersionItStartedWith(Lab lab) {
    lab.createBucket("ranges");
    StoredObject stored = lab.put("ranges", "a", CONTENT);

    ResponseBytes<GetObjectResponse> range = range(lab, stored.eTag());

    assertEquals(206, range.response().sdkHttpResponse().statusCode());
    assertEquals("bytes 4-9/10", range.response().contentRange());
    assertArrayEquals("456789".getBytes(StandardCharsets.UTF_8), range.asByteArray());
    assertEquals("\"" + stored.eTag() + "\"", range.response().eTag());
    Duration age = Duration.between(range.response().lastModified(), Instant.now());
    assertEquals(0, age.toMinutes());
  }

  @Test
  void refusesARangeOnceTheObjectWasOverwritten(Lab lab) {
    lab.createBucket("overwritten");
    StoredObject first = lab.put("overwritten", "a", CONTENT);
    lab.put("overwritten", "a", "another".getBytes(StandardCharsets.UTF_8));

    S3Exception refusal =
        assertThrows(
            S3Exception.class,
            () ->
                lab.s3Client()
                    .getObject(
                        get ->
                            get.bucket("overwritten")
                                .key("a")
                                .range("bytes=4-")
                                .ifMatch("\"" + first.eTag() + "\""))
                    .close());

    assertEquals(412, refusal.statusCode());
  }

  @Test
  void listsInOrderPageByPage(Lab lab) {
    lab.createBucket("listing");
    List<String> keys = IntStream.range(0, 25).mapToObj("p/day=%02d"::formatted).toList();
    keys.forEach(key -> lab.put("listing", key, CONTENT));
    lab.put("listing", "q/other", CONTENT);

    List<String> listed = new ArrayList<>();
    lab
        .s3Client()
        .listObjectsV2Paginator(
            list -> list.bucket("listing").prefix("p/").startAfter("p/day=04").maxKeys(7))
        .contents()
        .stream()
        .map(S3Object::key)
        .forEach(listed::add);

    assertEquals(keys.subList(5, 25), listed);
  }

  @Test
  void putsAnObjectInParts(Lab lab) {
    lab.createBucket("parts");
    S3Client s3 = lab.s3Client();
    byte[] first = new byte[5 << 20];

    String upload = s3.createMultipartUpload(create -> create.bucket("parts").key("a")).uploadId();
    List<CompletedPart> parts = List.of(part(s3, upload, 1, first), part(s3, upload, 2, CONTENT));
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket("parts")
                .key("a")
                .uploadId(upload)
                .multipartUpload(all -> all.parts(parts)));

    var head = s3.headObject(request -> request.bucket("parts").key("a"));
    assertEquals(first.length + CONTENT.length, head.contentLength());
    assertEquals("-2\"", head.eTag().substring(head.eTag().length() - 3));
  }

  @Test
  void keepsVersionsWhereTheBucketDoes(Lab lab) {
    lab.createBucket("versions");
    StoredObject unversioned = lab.put("versions", "a", CONTENT);
    lab.s3Client()
        .putBucketVersioning(
            put ->
                put.bucket("versions")
                    .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
    StoredObject first = lab.put("versions", "a", CONTENT);
    StoredObject second = lab.put("versions", "a", "another".getBytes(StandardCharsets.UTF_8));

    byte[] read =
        lab.s3Client()
            .getObjectAsBytes(get -> get.bucket("versions").key("a").versionId(first.versionId()))
            .asByteArray();

    assertNull(unversioned.versionId());
    assertNotEquals(first.versionId(), second.versionId());
    assertArrayEquals(CONTENT, read);
  }

  @Test
  void movesAndDeletesWhatWasRead(Lab lab) {
    lab.createBucket("after");
    S3Client s3 = lab.s3Client();
    lab.put("after", "in/a b=c", CONTENT);

    s3.copyObject(
        copy ->
            copy.sourceBucket("after")
                .sourceKey("in/a b=c")
                .destinationBucket("after")
                .destinationKey("done/a b=c"));
    s3.deleteObject(delete -> delete.bucket("after").key("in/a b=c"));

    List<String> left =
        s3.listObjectsV2(list -> list.bucket("after")).contents().stream()
            .map(S3Object::key)
            .toList();
    assertEquals(List.of("done/a b=c"), left);
  }

  private static ResponseBytes<GetObjectResponse> range(Lab lab, String eTag) {
    return lab.s3Client()
        .getObjectAsBytes(
            get -> get.bucket("ranges").key("a").range("bytes=4-").ifMatch("\"" + eTag + "\""));
  }

  private static CompletedPart part(S3Client s3, String upload, int number, byte[] content) {
    String eTag =
        s3.uploadPart(
                part -> part.bucket("parts").key("a").uploadId(upload).partNumber(number),
                RequestBody.fromBytes(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }
}
