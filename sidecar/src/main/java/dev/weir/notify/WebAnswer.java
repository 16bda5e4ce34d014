package dev.weir.notify;

/**
 * What a host answers to a post.
 *
 * @param status of HTTP
 * @param retryAfter the header of that name; empty without it
 * @param location the header of that name; empty without it
 * @param body how it begins
 */
record WebAnswer(int status, String retryAfter, String location, String body) {}
