package dev.switchboard.testkit.http;

/** Two ways to end a connection too early. */
public enum Cut {
    /** In order, as a process does that exits: the caller reads an end of stream. */
    FIN,
    /** With a reset, as a crash or a middlebox does: the caller's next read or write fails. */
    RST
}
