package dev.switchboard.http.upstream;

/**
 * Who sends where, for messages.
 *
 * @param owner the instance whose request it is: {@code provider "groq"}
 * @param where host and port
 */
record Leg(String owner, String where) {}
