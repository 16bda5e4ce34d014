package dev.weir.control;

import dev.weir.proto.v1.CloseLettersReply;
import dev.weir.proto.v1.Letter;
import dev.weir.proto.v1.LettersRequest;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** No dead letters can be asked for here. */
final class NoLetters implements Letters {
  @Override
  public void list(LettersRequest request, Consumer<Letter> each, BooleanSupplier cancelled)
      throws IOException {
    throw new IOException("this daemon has no dead letters to show");
  }

  @Override
  public CloseLettersReply close(LettersRequest request) throws IOException {
    throw new IOException("this daemon has no dead letters to close");
  }
}
