package dev.switchboard.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Offers a type of component; each entry of the configuration that names the type becomes an instance of its own.
 *
 * @param <C> the record that an instance's configuration is bound to; see {@link dev.switchboard.spi.config}
 * @param <T> what it makes
 */
@ConsumerType
public interface ComponentFactory<C extends Record, T extends Component> {
    /** The type's name as written in the configuration: lower case letters, digits and hyphens. */
    String type();

    /** The record for an instance's settings. A record without components means that there are none. */
    Class<C> configType();

    /**
     * Makes an instance. Should not open connections; called again, beside the running instance, when the configuration or
     * the bundle changes.
     *
     * @param name    the instance's name, unique among its kind
     * @param config  its settings, already checked
     * @param context what the gateway lends it, valid until the instance is closed
     * @throws IllegalArgumentException if the settings do not fit together; the message is shown to the operator
     */
    T create(String name, C config, PluginContext context);
}
