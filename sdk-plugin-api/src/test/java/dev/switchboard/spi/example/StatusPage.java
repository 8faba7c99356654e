package dev.switchboard.spi.example;

import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

// @start region="endpoint"
/** Tells operators the time, at {@code GET /time} of the admin port. */
final class StatusPage implements HttpEndpoint {
    private final InstantSource clock;

    StatusPage(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<HttpRoute> routes() {
        return List.of(new HttpRoute("GET", "/time", HttpRoute.Plane.ADMIN, Access.OPERATOR));
    }

    @Override
    public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
        return HttpReply.json(200, "{\"now\":" + JsonText.string(clock.instant().toString()) + "}");
    }
}
// @end
