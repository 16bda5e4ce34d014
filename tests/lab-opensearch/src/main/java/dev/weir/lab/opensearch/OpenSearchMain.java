package dev.weir.lab.opensearch;

import dev.weir.lab.process.ParentWatch;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code OpenSearchMain HOME PORT}: runs a node with its data under HOME on PORT (a port, or a
 * range like {@code 20000-20099}), prints {@code {"http":<port>}} on stdout when it serves, and
 * obeys {@link ParentWatch} from then on.
 */
final class OpenSearchMain {
  private OpenSearchMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      System.err.println("usage: OpenSearchMain HOME PORT");
      System.exit(2);
    }
    // Stdout carries the one line that the parent waits for, whoever else prints.
    PrintStream stdout = System.out;
    System.setOut(System.err);
    Path home = Path.of(args[0]);
    ParentWatch parent = new ParentWatch(System.in, home);
    parent.start();

    try {
      for (String folder : new String[] {"config", "modules", "plugins", "data", "logs"}) {
        Files.createDirectories(home.resolve(folder));
      }
      EmbeddedNode node = new EmbeddedNode(home, args[1]);
      node.start();
      parent.onStop(node);
      node.awaitIndices();
      stdout.write(("{\"http\":" + node.httpPort() + "}\n").getBytes(StandardCharsets.UTF_8));
      stdout.flush();
    } catch (Throwable failure) {
      // Threads of a half-started node would keep the process alive without serving.
      failure.printStackTrace();
      System.exit(1);
    }
  }
}
