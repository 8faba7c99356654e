package dev.switchboard.routing.weighted;

/** The strategy has no settings: the weights stand at the targets. */
public record WeightedConfig() {}
