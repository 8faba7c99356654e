package dev.switchboard.redis;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connections to a server: made when they are needed, kept for the next, at most so many at a time. Safe for use by any thread;
 * calls block, each for a few times the server's time-out at most.
 */
final class RedisConnections implements AutoCloseable {
    private final RedisServer server;
    private final Semaphore free;
    private final Deque<Jedis> idle = new ArrayDeque<>();
    private boolean closed;

    RedisConnections(RedisServer server) {
        this.server = server;
        this.free = new Semaphore(server.connections(), true);
    }

    /**
     * Calls the server.
     *
     * @throws GatewayException if it does not answer, or refuses; without a secret
     */
    <T> T call(Function<Jedis, T> work) {
        acquire();
        @Nullable Jedis connection = null;
        try {
            connection = connection();
            T result = work.apply(connection);
            giveBack(connection);
            return result;
        } catch (JedisException e) {
            if (connection != null) {
                connection.close();
            }
            // What ended one connection has mostly ended the others too.
            closeIdle();
            throw failed(String.valueOf(e.getMessage()));
        } finally {
            free.release();
        }
    }

    private void acquire() {
        try {
            if (!free.tryAcquire(server.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw failed("all " + server.connections() + " connections are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
    }

    private Jedis connection() {
        Jedis kept;
        synchronized (idle) {
            kept = idle.pollFirst();
        }
        return kept != null ? kept : connect();
    }

    private Jedis connect() {
        int millis = (int) server.timeout().toMillis();
        return new Jedis(
                new HostAndPort(server.host(), server.port()),
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(millis)
                        .socketTimeoutMillis(millis)
                        .user(server.user().orElse(null))
                        .password(server.password().orElse(null))
                        .database(server.database())
                        .sslOptions(server.tls() ? checked() : null)
                        .resp2()
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .build());
    }

    /** The certificate must be one that the JDK trusts, and the named server's. */
    private static SslOptions checked() {
        return SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build();
    }

    private void giveBack(Jedis connection) {
        synchronized (idle) {
            if (!closed) {
                idle.addFirst(connection);
                return;
            }
        }
        connection.close();
    }

    private void closeIdle() {
        Deque<Jedis> all;
        synchronized (idle) {
            all = new ArrayDeque<>(idle);
            idle.clear();
        }
        all.forEach(Jedis::close);
    }

    private GatewayException failed(String why) {
        return GatewayError.of(ErrorKind.UPSTREAM, server + ": " + why).asException();
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        closeIdle();
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
