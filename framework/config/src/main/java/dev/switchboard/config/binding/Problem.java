package dev.switchboard.config.binding;

import dev.switchboard.spi.config.Origin;

/**
 * Why a configuration cannot be used.
 *
 * @param origin  where to look
 * @param path    the setting, such as {@code models.gpt-4o.targets[0].weight}; empty for the file as a whole
 * @param message value, expectation and, where known, the cure; never a secret
 */
public record Problem(Origin origin, String path, String message) {
    /** {@code file:line:column: path: message}. */
    @Override
    public String toString() {
        return origin + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
