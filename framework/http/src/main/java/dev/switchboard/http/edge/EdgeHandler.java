package dev.switchboard.http.edge;

import dev.switchboard.pipeline.port.CallerHandler;
import dev.switchboard.spi.error.GatewayException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Jetty's requests become the gateway's. */
final class EdgeHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeHandler.class);

    private final CallerHandler handler;
    private final ErrorWriter errors;
    private final EdgeLimits limits;
    private final AtomicInteger inFlight = new AtomicInteger();

    EdgeHandler(CallerHandler handler, ErrorWriter errors, EdgeLimits limits) {
        this.handler = handler;
        this.errors = errors;
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        EdgeCaller caller = new EdgeCaller(request, response, linkOf(request), limits);
        try {
            admit(caller);
        } finally {
            // A handler's leftover interruption must not break the connection for the next request.
            Thread.interrupted();
            caller.finish(callback);
        }
        return true;
    }

    private static CallerLink linkOf(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        return endPoint instanceof PlainEndPoint plain ? plain : new SelectorLink(request);
    }

    private void admit(EdgeCaller caller) {
        if (inFlight.incrementAndGet() > limits.inFlight()) {
            // Before the reply: a refused request takes no place.
            inFlight.decrementAndGet();
            replyOverloaded(caller);
            return;
        }
        try {
            serve(caller);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private void serve(EdgeCaller caller) {
        if (!caller.request().path().startsWith("/")) {
            reply(caller, 400, "request target: expected a path that begins with a slash");
            return;
        }
        if (caller.hasLargerHeadThan(limits.headerBytes())) {
            reply(caller, 431, EdgeErrors.largeHead(limits));
            return;
        }
        try {
            handler.handle(caller);
        } catch (GatewayException e) {
            LOG.debug("{} ended early: {}", caller.request(), e.error());
            reply(caller, e.error().status(), e.error().message());
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", caller.request(), e);
        }
        if (!caller.isStarted()) {
            LOG.error("{} was left without an answer", caller.request());
            reply(caller, 500, "Internal error.");
        }
    }

    private void replyOverloaded(EdgeCaller caller) {
        try {
            caller.reply(
                    errors.write(Optional.of(caller.request()), 503, "Too many requests at a time; try again later.")
                            .withHeader("retry-after", "1"));
        } catch (GatewayException e) {
            LOG.debug("An overloaded caller did not wait for its answer");
        }
    }

    private void reply(EdgeCaller caller, int status, String message) {
        try {
            if (!caller.isStarted()) {
                caller.reply(errors.write(Optional.of(caller.request()), status, message));
            }
        } catch (GatewayException e) {
            LOG.debug("The caller of {} left before its error was written", caller.request());
        }
    }
}
