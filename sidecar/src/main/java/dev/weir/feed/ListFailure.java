package dev.weir.feed;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Why a list could not be read, as a sentence: many exceptions name the place only. */
final class ListFailure {
  private ListFailure() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    String told = message == null || message.isBlank() ? "" : ": " + message;
    return switch (failure) {
      case AccessDeniedException denied -> "this user may not read " + denied.getFile();
      case FileSystemException other ->
          other.getFile()
              + " cannot be read"
              + (other.getReason() == null ? "" : ": " + other.getReason());
      case UnknownHostException unknown -> "no address is known for its host" + told;
      case ConnectException refused -> "there is no connection to its host" + told;
      case HttpTimeoutException late -> "its host does not answer in time";
      case CharacterCodingException coding -> "it is not UTF-8";
      case EOFException end -> "it ends too early" + told;
      case OutOfMemoryError full -> "it takes more memory than there is";
      case StackOverflowError deep -> "it nests too deep";
      case IOException io when message != null && !message.isBlank() -> message;
      default -> failure.getClass().getSimpleName() + told;
    };
  }
}
