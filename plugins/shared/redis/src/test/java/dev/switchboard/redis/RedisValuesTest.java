package dev.switchboard.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.redis.testing.TestingRedis;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.shared.SharedValues.Reading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What a real server does to values: forgets them, comes back with old ones, refuses, is away. */
class RedisValuesTest {
    private static final String NAME = "n";

    private TestingRedis redis;
    private RedisValues values;

    @BeforeEach
    void start() {
        redis = TestingRedis.start();
        values = new RedisValues(TestingConnections.to(redis), "test");
    }

    @AfterEach
    void stop() {
        values.close();
        redis.close();
    }

    private Reading write(String text) {
        Reading reading = read();
        assertEquals(Set.of(NAME), values.write(reading.epoch(), Map.of(NAME, reading.to(NAME, text))));
        return read();
    }

    private Reading read() {
        return values.read(List.of(NAME));
    }

    private String onServer(String... command) {
        try (Jedis direct = new Jedis(redis.url())) {
            return String.valueOf(
                    switch (command[0]) {
                        case "flushall" -> direct.flushAll();
                        case "save" -> direct.save();
                        default -> direct.configSet(command[0], command[1]);
                    });
        }
    }

    private void assertAnotherEpochThan(Reading before) {
        Reading after = read();
        assertNotEquals(before.epoch(), after.epoch());
        assertEquals(Map.of(), after.values());
        assertEquals(Set.of(), values.write(before.epoch(), Map.of(NAME, before.to(NAME, "late"))));
        assertEquals("anew", write("anew").text(NAME));
    }

    @Test
    void flushedServerIsInAnotherEpoch() {
        Reading before = write("text");
        onServer("flushall");
        assertAnotherEpochThan(before);
    }

    @Test
    void serverThatWasKilledIsInAnotherEpoch() {
        Reading before = write("text");
        redis.kill();
        redis.restart();
        assertThrows(GatewayException.class, this::read, "the connection that broke");
        assertAnotherEpochThan(before);
    }

    @Test
    void serverThatComesBackWithAnOldSnapshotIsInAnotherEpoch() {
        write("old");
        onServer("save");
        Reading before = write("new");
        redis.kill();
        redis.restart();
        assertThrows(GatewayException.class, this::read);
        assertAnotherEpochThan(before);
    }

    @Test
    void serverThatWasMadeAPrimaryIsInAnotherEpoch() {
        Reading before = write("text");
        try (Jedis direct = new Jedis(redis.url())) {
            direct.replicaof("127.0.0.1", 1);
            assertThrows(GatewayException.class, () -> write("lost"), "a replica is not written to");
            direct.replicaofNoOne();
        }
        assertAnotherEpochThan(before);
    }

    @Test
    void serverThatMayEvictValuesHoldsNone() {
        write("text");
        onServer("maxmemory-policy", "allkeys-lru");
        onServer("maxmemory", "100mb");
        GatewayException refused = assertThrows(GatewayException.class, this::read);
        assertTrue(
                refused.error().message().contains("volatile-lru"),
                refused.error().message());
        onServer("maxmemory-policy", "volatile-lru");
        assertEquals("text", read().text(NAME));
    }

    @Test
    void prefixesAndDatabasesAreApart() {
        write("text");
        try (RedisValues other = new RedisValues(TestingConnections.to(redis), "other");
                RedisValues elsewhere = new RedisValues(TestingConnections.to(redis.url() + "/3"), "test")) {
            assertEquals(Map.of(), other.read(List.of(NAME)).values());
            assertEquals(Map.of(), elsewhere.read(List.of(NAME)).values());
        }
    }

    @Test
    void passwordIsGivenAndNeverTold() {
        onServer("requirepass", "right-fake-password");
        String address = redis.url().substring("redis://".length());
        try (RedisValues right =
                        new RedisValues(TestingConnections.to("redis://:right-fake-password@" + address), "test");
                RedisValues wrong =
                        new RedisValues(TestingConnections.to("redis://:wrong-fake-password@" + address), "test")) {
            assertEquals(Health.ready(), right.selfCheck());
            Health refused = wrong.selfCheck();
            assertEquals(Health.State.DEGRADED, refused.state());
            assertFalse(refused.detail().contains("fake-password"), refused.detail());
        }
    }

    @Test
    void serverThatIsAwayIsAnError() {
        redis.kill();
        GatewayException away = assertThrows(GatewayException.class, this::read);
        assertEquals(ErrorKind.UPSTREAM, away.error().kind());
        assertEquals(Health.State.DEGRADED, values.selfCheck().state());
    }
}
