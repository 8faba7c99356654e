package dev.switchboard.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.redis.testing.TestingRedis;
import dev.switchboard.spi.error.GatewayException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A server is spoken to over TLS only if it is the one that is named, by the JDK's trust store. */
class RedisTlsTest {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    private Path folder;

    private TestingRedis redis;
    private TlsFront front;

    @BeforeEach
    void start() throws Exception {
        redis = TestingRedis.start();
        front = TlsFront.before(redis, folder);
    }

    @AfterEach
    void stop() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
        if (front != null) {
            front.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    private void trust() {
        System.setProperty(TRUST_STORE, front.trustStore().toString());
        System.setProperty(TRUST_STORE_PASSWORD, TlsFront.PASSWORD);
    }

    private String ping(String host) {
        try (RedisConnections connections = TestingConnections.to("rediss://" + host + ":" + front.port())) {
            return connections.call(Jedis::ping);
        }
    }

    @Test
    void speaksWithTheServerThatIsNamed() {
        trust();
        assertEquals("PONG", ping("localhost"));
    }

    @Test
    void refusesAServerWithAnothersCertificate() {
        trust();
        assertRefused("127.0.0.1");
    }

    @Test
    void refusesACertificateThatNobodyTrusts() {
        assertRefused("localhost");
    }

    private void assertRefused(String host) {
        String message = assertThrows(GatewayException.class, () -> ping(host)).getMessage();
        assertTrue(message.startsWith("rediss://" + host + ":" + front.port() + "/0: "), message);
        assertTrue(message.contains("certificate"), message);
    }
}
