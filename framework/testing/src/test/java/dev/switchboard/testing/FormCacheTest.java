package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.cache.CacheFactory;
import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A form has another boundary each time it is sent; that does not make it another question. */
class FormCacheTest {
    /** Keeps everything. */
    @GatewayPlugin("testing-cache")
    static final class CachePlugin implements Plugin, CacheFactory<CachePlugin.Settings> {
        private final Map<String, CachedReply> kept = new ConcurrentHashMap<>();
        /** A reply is stored after its last byte was sent. */
        private final CountDownLatch first = new CountDownLatch(1);

        /** None. */
        record Settings() {}

        @Override
        public List<CacheFactory<?>> caches() {
            return List.of(this);
        }

        @Override
        public String type() {
            return "testing-cache";
        }

        @Override
        public Class<Settings> configType() {
            return Settings.class;
        }

        @Override
        public ResponseCache create(String name, Settings config, PluginContext context) {
            return new ResponseCache() {
                @Override
                public Optional<CachedReply> find(CacheQuery query) {
                    return Optional.ofNullable(kept.get(query.key()));
                }

                @Override
                public void store(CacheQuery query, CachedReply reply) {
                    kept.put(query.key(), reply);
                    first.countDown();
                }
            };
        }
    }

    @Test
    void theSameRecordingIsWrittenDownOnce() throws IOException, InterruptedException {
        CachePlugin cache = new CachePlugin();
        try (MockUpstream upstream = MockUpstream.start();
                TestingGateway gateway = Gateways.builder()
                        .plugin(cache)
                        .upstream(upstream)
                        .config("""
                                providers:
                                  upstream: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                                models:
                                  m: {targets: [{provider: upstream, model: m}]}
                                caches:
                                  all: {type: testing-cache}
                                """)
                        .start()) {
            upstream.enqueue(Reply.json("{\"text\":\"one\"}"), Reply.json("{\"text\":\"two\"}"));

            assertEquals("{\"text\":\"one\"}", ask(gateway, "first", "RIFF").text());
            assertTrue(cache.first.await(10, TimeUnit.SECONDS), "the first reply was never stored");
            assertEquals("{\"text\":\"one\"}", ask(gateway, "second", "RIFF").text());
            assertEquals("{\"text\":\"two\"}", ask(gateway, "second", "RIFX").text());
            assertEquals(2, upstream.requestCount());
        }
    }

    private static RawReply ask(TestingGateway gateway, String boundary, String recording) throws IOException {
        String form = """
                --BOUNDARY
                Content-Disposition: form-data; name="model"

                m
                --BOUNDARY
                Content-Disposition: form-data; name="file"; filename="a.wav"
                Content-Type: audio/wav

                RECORDING
                --BOUNDARY--
                """.replace("BOUNDARY", boundary)
                .replace("RECORDING", recording)
                .replace("\n", "\r\n");
        List<Header> headers = List.of(
                new Header("authorization", "Bearer " + gateway.key()),
                new Header("content-type", "multipart/form-data; boundary=" + boundary));
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.request("POST", "/v1/audio/transcriptions", headers, form);
            return http.readReply();
        }
    }
}
