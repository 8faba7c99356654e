package dev.switchboard.launcher.gateway;

import dev.switchboard.config.binding.Setting;
import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What {@code switchboard config explain} tells, of the running gateway: with what was added while it runs. */
final class ConfigPages implements HttpEndpoint {
    private final Function<String, List<Setting>> explain;

    /** @param explain the settings at and below a key; all for an empty one */
    ConfigPages(Function<String, List<Setting>> explain) {
        this.explain = explain;
    }

    @Override
    public List<HttpRoute> routes() {
        return List.of(new HttpRoute("GET", "/config/explain", Plane.ADMIN, Access.OPERATOR));
    }

    @Override
    public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
        JsonWriter json = new JsonWriter().object().array("settings");
        for (Setting setting : explain.apply(request.queryParameter("key").orElse(""))) {
            json.object()
                    .string("key", setting.path())
                    .string("value", setting.value())
                    .string("source", setting.source())
                    .array("instead_of");
            setting.overrides().forEach(json::string);
            json.endArray().endObject();
        }
        return HttpReply.json(200, json.endArray().endObject().text().text());
    }
}
