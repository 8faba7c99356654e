package dev.switchboard.testing;

import dev.switchboard.launcher.gateway.Gateway;
import dev.switchboard.launcher.gateway.ScratchDirectory;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A whole gateway on free ports of the loopback interface, with a data directory of its own that goes away with it.
 *
 * <pre>{@code
 * try (MockUpstream upstream = MockUpstream.start();
 *         TestingGateway gateway = TestingGateway.builder()
 *                 .plugin(new OpenAiDialectPlugin())
 *                 .plugin(new CompatiblePlugin())
 *                 .upstream(upstream)
 *                 .start()) {
 *     RawReply reply = gateway.post("/v1/chat/completions", "{\"model\":\"m\",\"messages\":[]}");
 * }
 * }</pre>
 *
 * <p>Plugins run in this process, or as real bundles with {@link TestingGatewayBuilder#inFelix}. Safe for use by any thread.
 */
public final class TestingGateway implements AutoCloseable {
    private final Gateway gateway;
    private final ScratchDirectory scratch;
    private final String key;

    TestingGateway(Gateway gateway, ScratchDirectory scratch, String key) {
        this.gateway = gateway;
        this.scratch = scratch;
        this.key = key;
    }

    /** Describes a gateway. */
    public static TestingGatewayBuilder builder() {
        return new TestingGatewayBuilder();
    }

    /**
     * Runs a gateway until the process is ended.
     *
     * @param arguments the directory of bundles, and perhaps a configuration file; without one the demo model answers
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0 || arguments.length > 2) {
            System.err.println("Usage: TestingGateway BUNDLES [CONFIG.yaml]");
            System.exit(2);
            return;
        }
        TestingGatewayBuilder builder = builder().inFelix(Path.of(arguments[0])).environment(System.getenv());
        if (arguments.length == 2) {
            builder.config(Files.readString(Path.of(arguments[1])));
        }
        TestingGateway running = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        System.out.println("Address: " + running.openAiUrl());
        System.out.println("Key:     " + running.key());
        new CountDownLatch(1).await();
    }

    /** Scheme, address and port for callers, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    /** What an OpenAI SDK wants as its base URL. */
    public String openAiUrl() {
        return baseUrl() + "/v1";
    }

    /** Scheme, address and port for operators. */
    public URI adminUrl() {
        return URI.create("http://127.0.0.1:" + gateway.adminPort());
    }

    /** The operator's key, which may call every model. */
    public String key() {
        return key;
    }

    /** The directory of everything the gateway writes. */
    public Path data() {
        return scratch.path().resolve("data");
    }

    /** The gateway itself. */
    public Gateway gateway() {
        return gateway;
    }

    /**
     * Replaces the configuration file, which the gateway notices by itself a moment later.
     *
     * @throws IllegalStateException if the gateway was started without a configuration
     */
    public void reconfigure(String yaml) {
        Path file = TestingGatewayBuilder.configFile(scratch);
        if (!Files.exists(file)) {
            throw new IllegalStateException("no configuration to replace (expected: a gateway started with one)");
        }
        try {
            Path beside = Files.writeString(file.resolveSibling("next.yaml.tmp"), yaml);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration cannot be replaced", e);
        }
    }

    /** The header fields of a JSON call with the operator's key, and more of them. */
    public List<Header> headers(Header... more) {
        List<Header> headers = new ArrayList<>(
                List.of(new Header("authorization", "Bearer " + key), new Header("content-type", "application/json")));
        headers.addAll(List.of(more));
        return headers;
    }

    /** Asks with the operator's key, on a connection of its own. */
    public RawReply get(String target, Header... more) throws IOException {
        return call("GET", target, "", more);
    }

    /** Sends a JSON body with the operator's key, on a connection of its own. */
    public RawReply post(String target, String body, Header... more) throws IOException {
        return call("POST", target, body, more);
    }

    private RawReply call(String method, String target, String body, Header... more) throws IOException {
        try (RawHttp http = RawHttp.connect(baseUrl())) {
            http.request(method, target, headers(more), body);
            return http.readReply();
        }
    }

    /** Lets requests under way end, stops the gateway and removes what it wrote. */
    @Override
    public void close() {
        try {
            gateway.close();
        } finally {
            scratch.close();
        }
    }
}
