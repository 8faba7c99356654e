package dev.switchboard.pipeline.builtin;

import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Pages for load balancers and orchestrators, without a key. Liveness says that the process answers; readiness that it takes
 * new requests, which it stops to do when it drains. The spelling {@code liveliness} is LiteLLM's.
 */
public final class HealthPages implements HttpEndpoint {
    private final BooleanSupplier ready;

    /** Pages that say what {@code ready} says. */
    public HealthPages(BooleanSupplier ready) {
        this.ready = ready;
    }

    @Override
    public List<HttpRoute> routes() {
        List<HttpRoute> routes = new ArrayList<>();
        for (Plane plane : Plane.values()) {
            for (String name : List.of("liveliness", "liveness", "readiness")) {
                routes.add(new HttpRoute("GET", "/health/" + name, plane, Access.PUBLIC));
            }
        }
        return routes;
    }

    @Override
    public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
        if (!request.path().endsWith("readiness")) {
            return HttpReply.json(200, "{\"status\":\"alive\"}");
        }
        return ready.getAsBoolean()
                ? HttpReply.json(200, "{\"status\":\"ready\"}")
                : HttpReply.json(503, "{\"status\":\"draining\"}");
    }
}
