package dev.switchboard.routing.leastbusy;

/** The strategy has no settings. */
public record LeastBusyConfig() {}
