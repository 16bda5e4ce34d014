package dev.weir.fluentbit;

/** Limits on a buffer that make room by throwing the oldest away. */
final class EvictionRule implements Rule {
  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section output : configuration.outputs()) {
      output
          .property("storage.total_limit_size")
          .ifPresent(
              limit ->
                  findings.loss(
                      output,
                      limit.key(),
                      limit.key() + " " + limit.value(),
                      "When the buffer is full, the oldest chunks are deleted",
                      "nothing here; bound the disk with a file system of its own, or let the"
                          + " input wait with storage.pause_on_chunks_overlimit on"));
      output
          .property("store_dir_limit_size")
          .filter(limit -> !limit.value().equals("0"))
          .ifPresent(
              limit ->
                  findings.loss(
                      output,
                      limit.key(),
                      limit.key() + " " + limit.value(),
                      "When the folder is full, what comes is discarded",
                      "store_dir_limit_size 0"));
    }
    Section service = configuration.service();
    if (service.isOn("storage.delete_irrecoverable_chunks")) {
      findings.caution(
          service,
          "storage.delete_irrecoverable_chunks",
          "storage.delete_irrecoverable_chunks on",
          "A chunk file that is broken is deleted at the start, with what could be read of it",
          "storage.delete_irrecoverable_chunks off");
    }
  }
}
