package dev.switchboard.http.upstream;

/**
 * The connections to one destination at a moment.
 *
 * @param origin  scheme, host and port
 * @param open    connections that are established
 * @param busy    those of them that serve an exchange
 * @param waiting exchanges that wait for a connection
 */
public record DestinationStats(String origin, int open, int busy, int waiting) {}
