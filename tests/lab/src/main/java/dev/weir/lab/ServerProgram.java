package dev.weir.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * One server as the build left it: classes, and the class path they run on.
 *
 * @param name as in messages and file names
 * @param mainClass what to run
 * @param classes the folders of its own classes
 * @param libraries the class path of all else
 */
record ServerProgram(String name, String mainClass, List<Path> classes, String libraries) {

  static ServerProgram openSearch() {
    return built("opensearch", "dev.weir.lab.opensearch.OpenSearchMain");
  }

  static ServerProgram aws() {
    return built("aws", "dev.weir.lab.aws.AwsMain");
  }

  private static ServerProgram built(String name, String mainClass) {
    Path target = target(name);
    List<Path> classes = List.of(target.resolve("classes"), target("process").resolve("classes"));
    Path classPathFile = target.resolve("server.classpath");
    if (!classes.stream().allMatch(Files::isDirectory) || !Files.isRegularFile(classPathFile)) {
      throw new LabException(
          "The lab's " + name + " server is not built: no " + classPathFile + "; run mvn verify");
    }
    try {
      return new ServerProgram(name, mainClass, classes, Files.readString(classPathFile).strip());
    } catch (IOException e) {
      throw new LabException("Cannot read " + classPathFile, e);
    }
  }

  private static Path target(String name) {
    Properties servers = new Properties();
    try (InputStream in = ServerProgram.class.getResourceAsStream("servers.properties")) {
      if (in == null) {
        throw new LabException("servers.properties is missing from the lab's classes");
      }
      servers.load(in);
    } catch (IOException e) {
      throw new LabException("Cannot read servers.properties", e);
    }
    return Path.of(servers.getProperty(name)).normalize();
  }
}
