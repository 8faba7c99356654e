package dev.switchboard.launcher.assembly;

import dev.switchboard.http.upstream.TransportOutbound;
import dev.switchboard.pipeline.port.Reach;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.upstream.Outbound;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The way of one instance to other hosts: to those that it names, and once it is closed to none. What threads of its own send
 * while it is still being made waits until it is, since only then it can say where it connects to.
 */
final class InstanceOutbound implements Outbound, AutoCloseable {
    private final String owner;
    private final TransportOutbound transport;
    private final CompletableFuture<Reach> reach = new CompletableFuture<>();
    private volatile @Nullable Thread maker;

    /** @param owner the instance, for people */
    InstanceOutbound(String owner, TransportOutbound transport) {
        this.owner = owner;
        this.transport = transport;
    }

    /** This thread makes the instance: it must not wait for itself. */
    void makingHere() {
        maker = Thread.currentThread();
    }

    /** The instance is made. */
    void open(Reach named) {
        reach.complete(named);
    }

    @Override
    public UpstreamReply send(UpstreamRequest request, Duration timeout) {
        return transport.send(awaitReach(timeout), request, timeout);
    }

    private Reach awaitReach(Duration patience) {
        if (maker == Thread.currentThread() && !reach.isDone()) {
            throw tooEarly();
        }
        try {
            return reach.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooEarly();
        } catch (TimeoutException | ExecutionException e) {
            throw tooEarly();
        }
    }

    private GatewayException tooEarly() {
        return GatewayError.builder(
                        ErrorKind.UPSTREAM,
                        owner + " sent a request before it was made (expected: none from its factory's create or its"
                                + " self-check, since where it connects to is not known yet)")
                .code("egress_denied")
                .build()
                .asException();
    }

    @Override
    public void close() {
        reach.obtrudeValue(Reach.nowhere(owner));
    }
}
