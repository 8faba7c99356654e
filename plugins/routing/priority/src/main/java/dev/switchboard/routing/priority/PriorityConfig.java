package dev.switchboard.routing.priority;

/** The strategy has no settings. */
public record PriorityConfig() {}
