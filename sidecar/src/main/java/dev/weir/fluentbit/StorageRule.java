package dev.weir.fluentbit;

import java.util.Set;

/** What lies in memory only is lost with the process, and dropped where memory is short. */
final class StorageRule implements Rule {
  /** Inputs of metrics and traces, which are no records. */
  private static final Set<String> NO_LOGS =
      Set.of(
          "fluentbit_metrics",
          "node_exporter_metrics",
          "prometheus_scrape",
          "cpu",
          "mem",
          "process_exporter_metrics",
          "disk",
          "netif",
          "storage_backlog");

  @Override
  public void check(Configuration configuration, Findings findings) {
    Section service = configuration.service();
    boolean inherited =
        service.isOn("storage.inherit")
            && service.value("storage.type", "").equalsIgnoreCase("filesystem");
    for (Section input : configuration.inputs()) {
      if (!NO_LOGS.contains(input.plugin()) && !isOnDisk(input, "storage.type", inherited)) {
        findings.loss(
            input,
            "storage.type",
            "chunks lie in memory",
            "What Fluent Bit acknowledged is lost when it ends",
            "storage.type filesystem");
      }
    }
    for (Section filter : configuration.filters()) {
      boolean emits = filter.is("rewrite_tag") || filter.is("multiline");
      if (emits && !isOnDisk(filter, "emitter_storage.type", inherited)) {
        findings.loss(
            filter,
            "emitter_storage.type",
            "what it emits lies in memory",
            "It is lost when Fluent Bit ends",
            "emitter_storage.type filesystem");
      }
    }
    if (service.isOn("storage.checksum")) {
      findings.loss(
          service,
          "storage.checksum",
          "storage.checksum on",
          "Fluent Bit completes a checksum only when it closes or takes down a file: after a kill or"
              + " a power cut the chunk that was being written counts as broken and is not sent",
          "storage.checksum off");
    }
    if (service.property("storage.path").isEmpty() && !configuration.inputs().isEmpty()) {
      findings.loss(
          service,
          "storage.path",
          "no storage.path",
          "Without it there is no disk buffer",
          "storage.path /var/lib/weir/fluent-bit");
    }
  }

  private static boolean isOnDisk(Section section, String key, boolean inherited) {
    String type = section.value(key, "");
    return type.isEmpty() ? inherited : type.equalsIgnoreCase("filesystem");
  }
}
