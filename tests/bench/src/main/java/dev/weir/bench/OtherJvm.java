package dev.weir.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JVM on this machine that knows nothing of being measured. */
final class OtherJvm implements AutoCloseable {
  private final Path status;
  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private OtherJvm(Path status, JMXConnector connector) throws IOException {
    this.status = status;
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
  }

  @SuppressWarnings("BanJNDI") // the address is that of a child of ours
  static OtherJvm attach(long pid) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return new OtherJvm(
            Path.of("/proc", Long.toString(pid), "status"),
            JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException("cannot measure process " + pid, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot measure process " + pid, e);
    }
  }

  /** What it has used so far. */
  Sample sample() {
    return new Sample(
        number(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME, "ProcessCpuTime"),
        number(ManagementFactory.THREAD_MXBEAN_NAME, "TotalThreadAllocatedBytes"),
        Sample.peakRssBytes(status));
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot let go of the process", e);
    }
  }

  private long number(String bean, String attribute) {
    try {
      return ((Number) beans.getAttribute(new ObjectName(bean), attribute)).longValue();
    } catch (JMException e) {
      throw new IllegalStateException(bean + " has no " + attribute, e);
    } catch (IOException e) {
      throw new UncheckedIOException("the process does not answer", e);
    }
  }
}
