/**
 * The gateway's configuration: {@link dev.switchboard.config.ConfigLoader} reads it,
 * {@link dev.switchboard.config.Configuration} explains and checks it, {@link dev.switchboard.config.ConfigWatcher}
 * notices changes.
 *
 * <p>Sources, from the strongest: command-line flags, environment variables named after settings
 * ({@code SWITCHBOARD_SERVER_PORT}), the file, defaults.
 */
@NullMarked
package dev.switchboard.config;

import org.jspecify.annotations.NullMarked;
