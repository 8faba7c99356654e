package dev.switchboard.launcher.assembly;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.route.EndpointRoute;
import dev.switchboard.pipeline.route.PathRouter;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What stands at which path of which listener. */
final class Paths {
    private final Map<Plane, PathRouter.Builder<EndpointRoute>> builders = new EnumMap<>(Plane.class);
    private final List<String> problems = new ArrayList<>();

    Paths(List<Instance<Dialect>> dialects, List<Instance<HttpEndpoint>> pages) {
        for (Instance<Dialect> dialect : dialects) {
            for (Endpoint<?, ?, ?> endpoint : dialect.component().endpoints()) {
                EndpointRoute route = new EndpointRoute.Operation(dialect, endpoint);
                endpoint.paths().forEach(path -> add(Plane.DATA, endpoint.method(), path, route, dialect));
            }
        }
        for (Instance<HttpEndpoint> page : pages) {
            for (HttpRoute route : page.component().routes()) {
                add(route.plane(), route.method(), route.template(), new EndpointRoute.Page(page, route), page);
            }
        }
    }

    private void add(Plane plane, String method, String template, EndpointRoute route, Instance<?> owner) {
        try {
            builders.computeIfAbsent(plane, ignored -> PathRouter.builder()).add(method, template, route);
        } catch (IllegalArgumentException e) {
            problems.add(owner + ": " + e.getMessage());
        }
    }

    /** Paths that are offered twice, as sentences. */
    List<String> problems() {
        return problems;
    }

    /** The routers, one for each listener. */
    Map<Plane, PathRouter<EndpointRoute>> routers() {
        Map<Plane, PathRouter<EndpointRoute>> routers = new EnumMap<>(Plane.class);
        builders.forEach((plane, builder) -> routers.put(plane, builder.build()));
        return routers;
    }
}
