package dev.weir.opensearch;

/** Status and body of an answer, whole. */
@SuppressWarnings("ArrayRecordComponent") // carries bytes on; nobody compares them
public record HttpAnswer(int status, byte[] body) {}
