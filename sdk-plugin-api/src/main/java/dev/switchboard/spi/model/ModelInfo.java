package dev.switchboard.spi.model;

import java.time.Instant;

/**
 * A model as callers see it.
 *
 * @param id      the public name
 * @param ownedBy the provider instances behind it, or the gateway's name
 * @param created when it was configured
 */
public record ModelInfo(String id, String ownedBy, Instant created) {}
