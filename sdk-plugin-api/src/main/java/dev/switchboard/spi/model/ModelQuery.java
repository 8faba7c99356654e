package dev.switchboard.spi.model;

import java.util.Optional;

/**
 * Asks for the models a caller may use.
 *
 * @param id one model's public name, or empty for all
 */
public record ModelQuery(Optional<String> id) {}
