package dev.switchboard.config.schema;

import dev.switchboard.config.binding.Remaining;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;

/**
 * Accounts of callers.
 *
 * @param settings the plugin's own keys
 */
@Description("Keys, teams, budgets and the ledger. Without this section there are none, and no database.")
public record AccountsConfig(
        @Description("Accounts that an installed plugin offers.") @Default(AccountsConfig.DEFAULT_TYPE)
        String type,

        @Description("The keys of that type.") @Remaining ConfigValue.Mapping settings) {
    /** The type of a section that names none. */
    public static final String DEFAULT_TYPE = "accounts";
}
