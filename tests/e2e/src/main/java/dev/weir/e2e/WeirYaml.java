package dev.weir.e2e;

import dev.weir.lab.AwsEndpoint;
import dev.weir.lab.Lab;
import java.net.URI;
import java.nio.file.Path;

/** Writes weir's configuration for a pipeline. */
record WeirYaml(Lab lab, PipelineOptions options) {
  String write(
      String bucket,
      String queue,
      Transport transport,
      Path fluentBitStorage,
      URI openSearch,
      int metricsPort) {
    AwsEndpoint s3 = lab.s3();
    AwsEndpoint sqs = lab.sqs();
    boolean brief = options.waits() == PipelineOptions.Waits.SHORT;
    return """
        host: lab
        fleet_key: lab-lab-lab-lab-lab-lab-lab-lab
        source:
          queues:
            - url: %s
              region: %s
              endpoint: %s
              access_key: %s
              secret_key: %s
              visibility_timeout: %ds
        %s
          buckets:
            - name: %s
              region: %s
              endpoint: %s
              path_style: true
              access_key: %s
              secret_key: %s
          forward_to: %s
          fluent_bit:
            storage: %s
        %s
        forward:
          listeners:
            - %s
        %s
        opensearch:
          url: %s
          replicas: 0
        %s
        %s
        metrics:
          listen: 127.0.0.1:%d
        %s
        """
        .formatted(
            queue,
            sqs.region(),
            sqs.endpoint(),
            sqs.accessKey(),
            sqs.secretKey(),
            options.visibility().toSeconds(),
            brief ? "      wait_time: 1s" : "",
            bucket,
            s3.region(),
            s3.endpoint(),
            s3.accessKey(),
            s3.secretKey(),
            transport.fromSource(),
            fluentBitStorage,
            options.memory().source(),
            transport.listener(),
            options.memory().forward(),
            openSearch,
            brief ? "  refresh_interval: 1s" : "",
            options.memory().opensearch(),
            metricsPort,
            options.config());
  }
}
