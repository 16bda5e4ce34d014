package dev.weir.pack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.cli.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir package}. */
@Command(
    name = "package",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Makes archive, deb and rpm of this checkout.",
      "Each brings a Java runtime. Beside them it writes SHA256SUMS and the bill of materials, bom.json (CycloneDX).",
      "The same commit and the same JDK give the same bytes.",
      "Exit codes: 0 made, 1 something is missing, 2 wrong usage."
    })
final class PackageCommand implements Callable<Integer> {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder for what is made (default target/package of the checkout).")
  private @Nullable Path output;

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "x86_64 or aarch64 (default: what this machine is).")
  private @Nullable String arch;

  @Option(
      names = "--jdk",
      paramLabel = "DIR",
      description =
          "The JDK to make the runtime from (default: the one that runs Weir). For the other"
              + " processor, one of that processor with its jmods.")
  private @Nullable Path jdk;

  @Option(
      names = "--number",
      paramLabel = "VERSION",
      description = "The version that the packages carry (default: that of the checkout).")
  private @Nullable String number;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path root = Path.of(System.getProperty("weir.root", "")).toAbsolutePath().normalize();
    Packaging.Made made =
        Packaging.run(
            root,
            output == null ? root.resolve("target/package") : output.toAbsolutePath(),
            number == null ? Version.number() : number,
            architecture(),
            jdk == null ? null : jdk.toAbsolutePath());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(made));
    } else {
      made.files().forEach(each -> out.println(each.file()));
    }
    return CommandLine.ExitCode.OK;
  }

  private Architecture architecture() {
    String name = arch == null ? System.getProperty("os.arch", "") : arch;
    return Architecture.named(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "Weir is not packaged for '%s': give --arch one of %s"
                        .formatted(
                            name,
                            Arrays.stream(Architecture.values())
                                .map(Architecture::toString)
                                .collect(Collectors.joining(", ")))));
  }

  private static String json(Packaging.Made made) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(line)) {
      generator.writeStartObject();
      generator.writeStringField("version", made.version());
      generator.writeStringField("commit", made.commit());
      generator.writeStringField("build", made.build());
      generator.writeArrayFieldStart("files");
      for (Packaging.MadeFile file : made.files()) {
        generator.writeStartObject();
        generator.writeStringField("file", file.file().toString());
        generator.writeNumberField("bytes", file.bytes());
        generator.writeStringField("sha256", file.sha256());
        generator.writeEndObject();
      }
      generator.writeEndArray();
      generator.writeEndObject();
    }
    return line.toString();
  }
}
