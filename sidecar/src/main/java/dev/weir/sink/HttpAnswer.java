package dev.weir.sink;

/** Status and body of an answer, whole. */
@SuppressWarnings("ArrayRecordComponent") // carries bytes on; nobody compares them
record HttpAnswer(int status, byte[] body) {}
