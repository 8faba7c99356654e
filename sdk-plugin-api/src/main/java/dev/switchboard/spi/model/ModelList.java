package dev.switchboard.spi.model;

import java.util.List;

/**
 * The models a caller may use, in the order of the configuration.
 *
 * @param models exactly one when one was asked for
 */
public record ModelList(List<ModelInfo> models) {
    /** Copies the list. */
    public ModelList {
        models = List.copyOf(models);
    }
}
