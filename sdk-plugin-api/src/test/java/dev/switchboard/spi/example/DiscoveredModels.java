package dev.switchboard.spi.example;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.runtime.ConfigPart;
import dev.switchboard.spi.runtime.ConfigSource;
import dev.switchboard.spi.runtime.RuntimeConfig;
import java.util.List;
import java.util.Optional;

// @start region="source"
/** A model of the provider {@code local}, named by {@code POST /discovered} with its name as body. */
final class DiscoveredModels implements HttpEndpoint, ConfigSource {
    private static final Origin ORIGIN = Origin.of("POST /discovered");

    private final RuntimeConfig config;
    private volatile List<ConfigPart> parts = List.of();

    DiscoveredModels(RuntimeConfig config) {
        this.config = config;
    }

    @Override
    public List<ConfigPart> configParts() {
        return parts;
    }

    @Override
    public List<HttpRoute> routes() {
        return List.of(new HttpRoute("POST", "/discovered", HttpRoute.Plane.ADMIN, Access.OPERATOR));
    }

    @Override
    public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
        ConfigPart part = new ConfigPart("discovered", model(body.utf8()));
        for (Notice notice : config.check(part)) {
            if (notice.kind() == Kind.INVALID) {
                throw GatewayException.of(ErrorKind.INVALID_REQUEST, notice.message());
            }
        }
        parts = List.of(part);
        config.changed();
        return new HttpReply(204, Headers.none(), Bytes.empty());
    }

    private static Mapping model(String name) {
        Mapping target = mapping().put("provider", "local").put("model", name).build();
        Mapping model = mapping()
                .put("targets", new ConfigValue.Sequence(List.of(target), ORIGIN))
                .build();
        return mapping().put("models", mapping().put(name, model).build()).build();
    }

    private static ConfigValue.Builder mapping() {
        return Mapping.builder(ORIGIN);
    }
}
// @end
