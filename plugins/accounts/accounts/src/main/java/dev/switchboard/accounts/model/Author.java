package dev.switchboard.accounts.model;

/**
 * Who changes models and credentials.
 *
 * @param name     for the audit
 * @param operator whether they showed the operator's key
 */
public record Author(String name, boolean operator) {}
