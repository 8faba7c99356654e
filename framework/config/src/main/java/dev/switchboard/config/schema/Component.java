package dev.switchboard.config.schema;

import dev.switchboard.config.binding.Remaining;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Description;

/**
 * One configured instance of something that a plugin offers.
 *
 * @param settings the plugin's own keys, to be bound with the record of the plugin's factory
 */
@Description("One instance of something that a plugin offers.")
public record Component(
        @Description("What it is: a type that an installed plugin offers.")
        String type,

        @Description("The keys of that type.") @Remaining ConfigValue.Mapping settings) {}
