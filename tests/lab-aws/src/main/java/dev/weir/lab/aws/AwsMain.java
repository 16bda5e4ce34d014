package dev.weir.lab.aws;

import dev.weir.lab.process.ParentWatch;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * {@code AwsMain HOME REGION ACCOUNT ACCESS_KEY SECRET_KEY}: serves S3 and SQS on free ports of
 * loopback, both in memory, prints {@code {"s3":<port>,"sqs":<port>}} on stdout when both serve,
 * and obeys {@link ParentWatch} from then on. S3 verifies signatures against the keys; SQS takes
 * any.
 */
final class AwsMain {
  private AwsMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 5) {
      System.err.println("usage: AwsMain HOME REGION ACCOUNT ACCESS_KEY SECRET_KEY");
      System.exit(2);
    }
    // Stdout carries the one line that the parent waits for, whoever else prints.
    PrintStream stdout = System.out;
    System.setOut(System.err);
    Logger.getLogger("").setLevel(Level.WARNING);
    new ParentWatch(System.in, Path.of(args[0])).start();

    try {
      CompletableFuture<Integer> sqs =
          CompletableFuture.supplyAsync(() -> startSqs(args[1], args[2]));
      int s3Port = startS3(args[3], args[4]);
      stdout.write(
          ("{\"s3\":" + s3Port + ",\"sqs\":" + sqs.get() + "}\n").getBytes(StandardCharsets.UTF_8));
      stdout.flush();
    } catch (Throwable failure) {
      // Threads of a half-started server would keep the process alive without serving.
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static int startS3(String accessKey, String secretKey) throws Exception {
    S3Proxy s3 =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .blobStore(new TransientNio2BlobStore())
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
            .ignoreUnknownHeaders(true)
            .build();
    s3.start();
    return s3.getPort();
  }

  private static int startSqs(String region, String account) {
    return SQSRestServerBuilder.withInterface("127.0.0.1")
        .withDynamicPort()
        .withAWSRegion(region)
        .withAWSAccountId(account)
        .start()
        .waitUntilStarted()
        .localAddress()
        .getPort();
  }
}
