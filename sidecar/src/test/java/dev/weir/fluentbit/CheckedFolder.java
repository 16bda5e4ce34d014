package dev.weir.fluentbit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Configurations of Fluent Bit, written to a folder of their own to be checked. */
abstract class CheckedFolder {
  /** A configuration in which nothing loses data. */
  static final String GOOD =
      """
      [SERVICE]
          storage.path /var/lib/x
      [INPUT]
          name forward
          unix_path /run/in.sock
          buffer_max_size 24M
          storage.type filesystem
      [OUTPUT]
          name forward
          match *
          unix_path /run/out.sock
          require_ack_response true
          retry_limit no_limits
      """;

  static final String TAIL =
      """
      [INPUT]
          name tail
          tag host.x
          db /x.db
          truncate_long_lines on
          key message
          path_key log.file.path
          offset_key log.offset
          storage.type filesystem
      """;

  @TempDir Path folder = Path.of("");

  final Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("fluent-bit.conf"), text);
  }

  final List<Finding> check(String text) throws Exception {
    return FluentBitCheck.check(file(text), name -> null, Optional.empty());
  }
}
