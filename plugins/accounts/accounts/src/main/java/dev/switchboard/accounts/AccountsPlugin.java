package dev.switchboard.accounts;

import dev.switchboard.spi.accounts.AccountsFactory;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Accounts: keys, teams, budgets, rate limits and the ledger. */
@GatewayPlugin("accounts")
public final class AccountsPlugin implements Plugin {
    @Override
    public List<AccountsFactory<?>> accounts() {
        return List.of(new StoredAccountsFactory());
    }
}
