package dev.switchboard.pipeline;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.CallerConnection;
import dev.switchboard.pipeline.port.CallerHandler;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.pipeline.route.Claims;
import dev.switchboard.pipeline.route.EndpointRoute;
import dev.switchboard.pipeline.route.PathRouter;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.pipeline.world.World;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.stream.StreamEvent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes requests from a listener, pins the world, finds what stands at the path and lets it answer. The way of a request of a
 * dialect through its phases is {@link Exchange#run}.
 */
public final class Pipeline {
    private static final System.Logger LOG = System.getLogger(Pipeline.class.getName());

    private final World world;
    private final UpstreamTransport transport;
    private final BodyMemory bodies;
    private final InstantSource clock;
    private final LiveState live;
    private final AtomicInteger drains = new AtomicInteger();

    /**
     * A pipeline over a world and a way to upstreams; all that it keeps of bodies is counted.
     *
     * @param live what is known of targets, whatever the world
     */
    public Pipeline(World world, UpstreamTransport transport, BodyMemory bodies, InstantSource clock, LiveState live) {
        this.world = world;
        this.transport = transport;
        this.bodies = bodies;
        this.clock = clock;
        this.live = live;
    }

    /** Answers the requests of one listener. */
    public CallerHandler handler(Plane plane) {
        return connection -> handle(plane, connection);
    }

    /**
     * Writes an error for a request that could not be taken.
     *
     * @param request as far as it could be read; empty if not even its path could
     */
    public HttpReply refused(Plane plane, Optional<HttpRequest> request, GatewayError error) {
        return words(world.peek(), plane, request, error);
    }

    private static HttpReply words(Snapshot snapshot, Plane plane, Optional<HttpRequest> request, GatewayError error) {
        return request.filter(_ -> plane == Plane.DATA)
                .flatMap(asked -> Claims.of(snapshot.parts().dialects(), asked))
                .map(dialect -> dialect.error(error))
                .orElseGet(() -> PlainErrors.write(error));
    }

    private void handle(Plane plane, CallerConnection connection) {
        Snapshot snapshot = world.acquire(connection.request());
        try (BodyMemory.Share memory = bodies.share(snapshot.parts().settings().bodyMemory())) {
            HttpRequest request = connection.request();
            PathRouter.Match<EndpointRoute> match =
                    snapshot.parts().router(plane).find(request.method(), request.path());
            HttpRequest routed = match.variables().isEmpty() ? request : new RoutedRequest(request, match.variables());
            switch (match.value()) {
                case EndpointRoute.Operation operation -> exchange(snapshot, memory, connection, routed, operation);
                case EndpointRoute.Shared shared -> exchange(snapshot, memory, connection, routed, shared.of(routed));
                case EndpointRoute.Page page -> answer(snapshot, memory, connection, routed, page);
                case null -> connection.reply(nothingHere(snapshot, plane, request, match));
            }
        } catch (GatewayException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a caller went away: {0}", gone.getMessage());
        } finally {
            snapshot.release();
        }
    }

    private void exchange(
            Snapshot snapshot,
            BodyMemory.Share memory,
            CallerConnection connection,
            HttpRequest request,
            EndpointRoute.Operation operation) {
        exchange(snapshot, memory, connection, request, operation.dialect(), operation.endpoint());
    }

    private <Q, R, E extends StreamEvent> void exchange(
            Snapshot snapshot,
            BodyMemory.Share memory,
            CallerConnection connection,
            HttpRequest request,
            Instance<Dialect> dialect,
            Endpoint<Q, R, E> endpoint) {
        new Exchange<>(snapshot, transport, memory, live, clock, connection, request, dialect, endpoint, drains).run();
    }

    private void answer(
            Snapshot snapshot,
            BodyMemory.Share memory,
            CallerConnection connection,
            HttpRequest request,
            EndpointRoute.Page page) {
        HttpReply reply;
        try {
            Optional<Caller> caller = mayCall(snapshot, request, page.route().access());
            Bytes body = connection.readBody(snapshot.parts().settings().largestBody(), memory);
            HttpEndpoint endpoint = page.endpoint().component();
            reply = page.endpoint().door().callPatiently(() -> endpoint.handle(request, body, caller));
        } catch (GatewayException e) {
            reply = PlainErrors.write(e.error());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, page.endpoint() + " failed", e);
            reply = PlainErrors.write(GatewayError.of(ErrorKind.INTERNAL, "This page failed; see the gateway's log."));
        }
        connection.reply(reply);
    }

    private static Optional<Caller> mayCall(Snapshot snapshot, HttpRequest request, Access access) {
        if (access == Access.PUBLIC) {
            return Optional.empty();
        }
        Caller caller = Identification.identify(snapshot.parts().identities(), request);
        if (access == Access.OPERATOR && !caller.operator()) {
            throw GatewayException.of(ErrorKind.PERMISSION, "This path is for operators; use the operator key.");
        }
        return Optional.of(caller);
    }

    private static HttpReply nothingHere(
            Snapshot snapshot, Plane plane, HttpRequest request, PathRouter.Match<EndpointRoute> match) {
        boolean known = !match.methods().isEmpty();
        String allowed = String.join(", ", match.methods());
        GatewayError error = known
                ? GatewayError.of(
                        ErrorKind.METHOD_NOT_ALLOWED,
                        "Method " + request.method() + " is not allowed here; use " + allowed + ".")
                : GatewayError.of(
                        ErrorKind.NOT_FOUND,
                        "There is nothing at " + Printable.shorten(request.path()) + "; check the base URL.");
        HttpReply reply = words(snapshot, plane, Optional.of(request), error);
        return known ? reply.withHeader("allow", allowed) : reply;
    }
}
