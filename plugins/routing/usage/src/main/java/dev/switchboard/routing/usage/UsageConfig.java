package dev.switchboard.routing.usage;

/** The strategy has no settings. */
public record UsageConfig() {}
