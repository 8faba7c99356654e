package dev.switchboard.accounts;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.accounts.AccountsFactory;

/** Makes accounts that are kept in a database. */
final class StoredAccountsFactory implements AccountsFactory<AccountsConfig> {
    @Override
    public String type() {
        return "accounts";
    }

    @Override
    public Class<AccountsConfig> configType() {
        return AccountsConfig.class;
    }

    @Override
    public Accounts create(String name, AccountsConfig config, PluginContext context) {
        return StoredAccounts.open(config, context);
    }
}
