package dev.weir.cli;

import java.security.SecureRandom;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir new-key}: a secret for {@code fleet_key} or {@code shared_key}. */
@Command(
    name = "new-key",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Prints a new secret of 32 random bytes, for fleet_key or shared_key. Keep it in a file that"
            + " only weir can read, and name that in the configuration: file:/path.")
final class NewKeyCommand implements Runnable {
  private static final int KEY_BYTES = 32;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public void run() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    spec.commandLine().getOut().println(HexFormat.of().formatHex(key));
  }
}
