package dev.weir.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used since its start.
 *
 * @param cpuNanos processor time of all of its threads, compiler and collector included
 * @param allocatedBytes objects made on the Java heap
 * @param peakRssBytes the most memory it ever held; 0 where the system does not say
 */
record Sample(long cpuNanos, long allocatedBytes, long peakRssBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Of this process. */
  static Sample ofThisProcess() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    return new Sample(
        system.getProcessCpuTime(), threads.getTotalThreadAllocatedBytes(), peakRssBytes(STATUS));
  }

  /** The peak of a process, by its {@code /proc/PID/status}. */
  static long peakRssBytes(Path status) {
    if (!Files.exists(status)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + status, e);
    }
  }

  /** Three numbers on a line. */
  String toLine() {
    return cpuNanos + " " + allocatedBytes + " " + peakRssBytes;
  }

  static Sample ofLine(String line) {
    String[] numbers = line.split(" ", -1);
    return new Sample(
        Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
  }
}
