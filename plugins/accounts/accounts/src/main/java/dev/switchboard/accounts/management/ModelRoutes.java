package dev.switchboard.accounts.management;

import dev.switchboard.accounts.model.LiveModels;
import dev.switchboard.accounts.model.ModelWriter;
import dev.switchboard.accounts.pricing.PriceBook;
import dev.switchboard.spi.runtime.RuntimeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The calls about models and credentials that are added while the gateway runs. */
public final class ModelRoutes {
    private final List<ApiRoute> routes = new ArrayList<>();

    /** @param config what serves, and what would come of a change */
    public ModelRoutes(LiveModels live, ModelWriter writer, RuntimeConfig config, Supplier<PriceBook> prices) {
        routes.addAll(new Models(live, writer, config).routes());
        routes.addAll(new ModelInfo(live, config, prices).routes());
        routes.addAll(new ConnectionTest(live, writer, config).routes());
        routes.addAll(new Credentials(live, writer).routes());
    }

    List<ApiRoute> routes() {
        return routes;
    }
}
