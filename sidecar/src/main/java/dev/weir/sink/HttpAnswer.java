package dev.weir.sink;

/** Status and body of an answer, whole. */
record HttpAnswer(int status, byte[] body) {}
