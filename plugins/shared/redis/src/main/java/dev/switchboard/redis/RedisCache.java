package dev.switchboard.redis;

import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.error.GatewayException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

/** Replies to exactly repeated requests of the same caller, in a server that gateways share. A server that is away has nothing. */
final class RedisCache implements ResponseCache {
    /** How many replies may be on the way to the server; more are not kept. */
    private static final int MOST_UNDER_WAY = 64;

    private final RedisConnections connections;
    private final String prefix;
    private final SetParams expiry;
    private final long maxReply;
    private final Breaker breaker = new Breaker();
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final Executor executor;
    private final Logger log;

    RedisCache(RedisCacheConfig config, RedisConnections connections, Executor executor, Logger log) {
        this.connections = connections;
        this.prefix = config.prefix() + ":reply:";
        this.expiry = SetParams.setParams().px(config.ttl().toMillis());
        this.maxReply = config.maxReply().bytes();
        this.executor = executor;
        this.log = log;
    }

    @Override
    public Optional<CachedReply> find(CacheQuery query) {
        byte[] key = key(query);
        return call(connection -> Optional.ofNullable(connection.get(key)))
                .flatMap(Function.identity())
                .flatMap(ReplyCodec::read);
    }

    @Override
    public void store(CacheQuery query, CachedReply reply) {
        if (ReplyCodec.size(reply) > maxReply || !underWay.tryAcquire()) {
            return;
        }
        byte[] key = key(query);
        executor.execute(() -> {
            try {
                byte[] value = ReplyCodec.write(reply);
                call(connection -> connection.set(key, value, expiry));
            } finally {
                underWay.release();
            }
        });
    }

    private <T> Optional<T> call(Function<Jedis, T> work) {
        if (!breaker.isClosed()) {
            return Optional.empty();
        }
        try {
            T answer = connections.call(work);
            if (breaker.succeeded()) {
                log.log(Level.INFO, "{0} answers again", connections);
            }
            return Optional.of(answer);
        } catch (GatewayException e) {
            if (breaker.failed()) {
                log.log(
                        Level.WARNING,
                        "no replies are kept or found until {0} answers again: {1}",
                        connections,
                        e.error().message());
            }
            return Optional.empty();
        }
    }

    private byte[] key(CacheQuery query) {
        return (prefix + query.key()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        connections.close();
    }
}
