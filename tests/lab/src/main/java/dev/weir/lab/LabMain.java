package dev.weir.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * {@code LabMain [--accounts]}: runs a lab until Ctrl-C or the end of stdin, and prints how to
 * reach it; with {@code --accounts} that of its further accounts as well.
 */
public final class LabMain {
  private LabMain() {}

  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    try (Lab lab = Lab.start()) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      AwsEndpoint s3 = lab.s3();
      System.out.println("opensearch " + lab.openSearch().endpoint());
      System.out.println("s3 " + s3.endpoint());
      System.out.println("sqs " + lab.sqs().endpoint());
      System.out.println("region " + s3.region());
      System.out.println("access-key " + s3.accessKey());
      System.out.println("secret-key " + s3.secretKey());
      System.out.println("folder " + lab.folder());
      String pids = lab.openSearch().pid() + " " + lab.awsProcess().pid();
      if (List.of(args).contains("--accounts")) {
        System.out.println("accounts " + lab.accounts().endpoint().endpoint());
        pids += " " + lab.accounts().process().pid();
      }
      System.out.println("pids " + pids);
      System.out.println("ready in " + took.toMillis() + " ms; Ctrl-C or the end of stdin ends it");
      while (System.in.read() >= 0) {
        // Whatever is typed: only the end counts.
      }
    } catch (LabException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
