package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;

/** What stands at a path. */
public sealed interface EndpointRoute {
    /** An operation of a dialect. */
    record Operation(Instance<Dialect> dialect, Endpoint<?, ?, ?> endpoint) implements EndpointRoute {}

    /** A page or call of its own. */
    record Page(Instance<HttpEndpoint> endpoint, HttpRoute route) implements EndpointRoute {}
}
