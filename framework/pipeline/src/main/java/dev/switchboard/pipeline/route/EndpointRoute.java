package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.http.HttpRequest;
import java.util.List;

/** What stands at a path. */
public sealed interface EndpointRoute {
    /** An operation of a dialect. */
    record Operation(Instance<Dialect> dialect, Endpoint<?, ?, ?> endpoint) implements EndpointRoute {}

    /**
     * Operations of several dialects at one path, such as {@code /v1/models}, which more than one format has.
     *
     * @param operations at least one, in the order of the dialects
     */
    record Shared(List<Operation> operations) implements EndpointRoute {
        /** Copies the list. */
        public Shared {
            operations = List.copyOf(operations);
        }

        /** The operation of the first dialect that claims the request; the first of all if none does. */
        public Operation of(HttpRequest request) {
            return operations.stream()
                    .filter(operation -> operation.dialect().component().claims(request))
                    .findFirst()
                    .orElse(operations.getFirst());
        }
    }

    /** A page or call of its own. */
    record Page(Instance<? extends HttpEndpoint> endpoint, HttpRoute route) implements EndpointRoute {}
}
