package dev.weir.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ListFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new AccessDeniedException("/l"), "this user may not read /l"),
        arguments(
            new FileSystemException("/l", null, "Is a directory"),
            "/l cannot be read: Is a directory"),
        arguments(
            new UnknownHostException("h.example"), "no address is known for its host: h.example"),
        arguments(new ConnectException(), "there is no connection to its host"),
        arguments(new HttpTimeoutException("x"), "its host does not answer in time"),
        arguments(new MalformedInputException(1), "it is not UTF-8"),
        arguments(new EOFException(), "it ends too early"),
        arguments(new IOException("it is empty"), "it is empty"),
        arguments(new IOException(), "IOException"),
        arguments(new IllegalStateException("x"), "IllegalStateException: x"),
        arguments(new OutOfMemoryError("heap"), "it takes more memory than there is"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhyAListCannotBeRead(Throwable failure, String why) {
    assertEquals(why, ListFailure.of(failure));
  }
}
