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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands at which path of which listener. Immutable once made. */
final class Paths {
    private final List<Instance<Dialect>> dialects;
    private final List<Instance<? extends HttpEndpoint>> pages;
    private final Map<Plane, PathRouter.Builder<EndpointRoute>> builders = new EnumMap<>(Plane.class);
    private final Map<Plane, PathRouter<EndpointRoute>> routers = new EnumMap<>(Plane.class);
    private final List<String> problems = new ArrayList<>();

    Paths(List<Instance<Dialect>> dialects, List<Instance<? extends HttpEndpoint>> pages) {
        this.dialects = List.copyOf(dialects);
        this.pages = List.copyOf(pages);
        operations(dialects).forEach((path, operations) -> {
            EndpointRoute.Operation first = operations.getFirst();
            EndpointRoute route = operations.size() == 1 ? first : new EndpointRoute.Shared(operations);
            add(Plane.DATA, path.method(), path.template(), route, first.dialect());
        });
        for (Instance<? extends HttpEndpoint> page : pages) {
            for (HttpRoute route : page.component().routes()) {
                add(route.plane(), route.method(), route.template(), new EndpointRoute.Page(page, route), page);
            }
        }
        builders.forEach((plane, builder) -> routers.put(plane, builder.build()));
    }

    /** Whether these would make the same: the paths of an instance are fixed for its life. */
    boolean areOf(List<Instance<Dialect>> dialects, List<Instance<? extends HttpEndpoint>> pages) {
        return this.dialects.equals(dialects) && this.pages.equals(pages);
    }

    private record Path(String method, String template) {}

    /** Several dialects may have an operation at the same path; one dialect may not have two. */
    private Map<Path, List<EndpointRoute.Operation>> operations(List<Instance<Dialect>> dialects) {
        Map<Path, List<EndpointRoute.Operation>> operations = new LinkedHashMap<>();
        for (Instance<Dialect> dialect : dialects) {
            for (Endpoint<?, ?, ?> endpoint : dialect.component().endpoints()) {
                for (String template : endpoint.paths()) {
                    List<EndpointRoute.Operation> here = operations.computeIfAbsent(
                            new Path(endpoint.method(), template), ignored -> new ArrayList<>());
                    if (here.stream().anyMatch(other -> other.dialect() == dialect)) {
                        problems.add(dialect + ": path " + endpoint.method() + " " + template + " is offered twice");
                    }
                    here.add(new EndpointRoute.Operation(dialect, endpoint));
                }
            }
        }
        return operations;
    }

    private void add(Plane plane, String method, String template, EndpointRoute route, Instance<?> owner) {
        try {
            builders.computeIfAbsent(plane, ignored -> PathRouter.builder()).add(method, template, route);
        } catch (IllegalArgumentException e) {
            problems.add(owner + ": " + e.getMessage());
        }
    }

    /** Paths that are offered twice by one owner, or by a page and another, as sentences. */
    List<String> problems() {
        return problems;
    }

    /** The routers, one for each listener. */
    Map<Plane, PathRouter<EndpointRoute>> routers() {
        return routers;
    }
}
