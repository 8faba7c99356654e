package dev.switchboard.provider.databricks;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers the models that a Databricks workspace serves as a provider. */
@GatewayPlugin("databricks")
public final class DatabricksPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new DatabricksProviderFactory());
    }
}
