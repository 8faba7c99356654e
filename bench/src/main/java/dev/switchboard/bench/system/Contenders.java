package dev.switchboard.bench.system;

import dev.switchboard.bench.load.Format;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each known system is set up as a relay to the upstream. Configuration goes to a directory of its own. */
public final class Contenders {
    private static final String KEY = "sk-fake-bench";

    private final Path directory;
    private final int upstream;

    /** @param upstream the port that all of them relay to */
    public Contenders(Path directory, int upstream) {
        this.directory = directory;
        this.upstream = upstream;
    }

    /** The upstream itself. */
    public Contender direct() {
        return new Contender("direct", List.of(), Map.of(), upstream, KEY, Format.CHAT);
    }

    /**
     * The distribution in that directory, under a name of the run, with keys and the jsonl callback on.
     *
     * @param format what its callers speak; anything but the upstream's own has to be translated
     * @param models how many there are beside the one that is called
     */
    public Contender switchboard(String name, Path home, Format format, int models) throws IOException {
        int port = freePort();
        Path config = Files.writeString(directory.resolve(name + ".yaml"), config(port, freePort(), "", models));
        String data = directory.resolve(name).toString();
        return new Contender(
                name,
                List.of(home + "/bin/switchboard", "run", "--config", config.toString(), "--data", data),
                cache(),
                port,
                KEY,
                format);
    }

    /**
     * The distribution over another folder of bundles and with a guardrail, for its bundles to be replaced.
     *
     * @param data where it keeps what it writes
     */
    public Contender replaced(Path home, Path bundles, Path data) throws IOException {
        int port = freePort();
        Path config = Files.writeString(directory.resolve("replaced.yaml"), config(port, freePort(), "", 0) + """
                guardrails:
                  words: {type: patterns, rules: [{name: words, pattern: forbidden}]}
                """);
        List<String> command = List.of(
                home + "/bin/switchboard",
                "run",
                "--config",
                config.toString(),
                "--bundles",
                bundles.toString(),
                "--data",
                data.toString());
        return new Contender("switchboard", command, cache(), port, KEY, Format.CHAT);
    }

    /**
     * The distribution with accounts: its callers' key counts in five budgets and three limits, and each call has a row in the
     * ledger. Starts and ends it once, to make the keys.
     *
     * @param keys how many there are
     */
    public Contender accounts(String name, Path home, int keys, int models) throws IOException {
        int port = freePort();
        int adminPort = freePort();
        Path config = Files.writeString(
                directory.resolve(name + ".yaml"),
                config(port, adminPort, ", price: {input: 1, output: 2}", models) + "accounts: {}\n");
        KeyedSwitchboard keyed = new KeyedSwitchboard(home, directory, config, name, cache());
        Path data = keyed.data(port, adminPort, keys);
        return new Contender(name, keyed.command(data), cache(), port, KeyedSwitchboard.KEY, Format.CHAT);
    }

    private Map<String, String> cache() {
        return Map.of("SWITCHBOARD_CACHE_DIR", directory.resolve("aot").toString());
    }

    /** @param models how many there are beside the one that is called */
    private String config(int port, int adminPort, String price, int models) {
        StringBuilder config = new StringBuilder("""
                server: {host: 127.0.0.1, port: %d, admin-host: 127.0.0.1, admin-port: %d}
                keys:
                  operator: sk-fake-operator
                  static: [{name: bench, key: %s}]
                providers:
                  upstream: {type: openai-compatible, base-url: "http://127.0.0.1:%d/v1", api-key: sk-fake-upstream}
                callbacks:
                  log: {type: jsonl, max-size: 50MB, keep: 1}
                models:
                  bench: {targets: [{provider: upstream, model: bench-upstream%s}]}
                """.formatted(port, adminPort, KEY, upstream, price));
        for (int i = 0; i < models; i++) {
            config.append("  bench-").append(i).append(": {targets: [{provider: upstream, model: m}]}\n");
        }
        return config.toString();
    }

    /** nginx as a reverse proxy that keeps its connections and never writes a body to disk; absent if not installed. */
    public Optional<Contender> nginx() throws IOException {
        Optional<Path> program = program("nginx");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int port = freePort();
        Path config = Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                worker_processes auto;
                pid %1$s/nginx.pid;
                error_log stderr error;
                events { worker_connections 8192; }
                http {
                    access_log off;
                    keepalive_requests 100000000;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    client_body_buffer_size 1m;
                    client_max_body_size 32m;
                    proxy_buffers 16 32k;
                    proxy_buffer_size 16k;
                    upstream up {
                        server 127.0.0.1:%2$d;
                        keepalive 256;
                        keepalive_requests 100000000;
                    }
                    server {
                        listen 127.0.0.1:%3$d backlog=4096;
                        location / {
                            proxy_pass http://up;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                        }
                    }
                }
                """.formatted(directory, upstream, port));
        List<String> command = List.of(program.get().toString(), "-c", config.toString(), "-p", directory.toString());
        return Optional.of(new Contender("nginx", command, Map.of(), port, KEY, Format.CHAT));
    }

    /** HAProxy as a reverse proxy; absent if not installed. */
    public Optional<Contender> haproxy() throws IOException {
        Optional<Path> program = program("haproxy");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int port = freePort();
        Path config = Files.writeString(directory.resolve("haproxy.cfg"), """
                global
                    maxconn 8192
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 5m
                    timeout server 5m
                    http-reuse always
                frontend callers
                    bind 127.0.0.1:%d backlog 4096
                    default_backend upstream
                backend upstream
                    server only 127.0.0.1:%d pool-max-conn 4096
                """.formatted(port, upstream));
        List<String> command = List.of(program.get().toString(), "-db", "-q", "-f", config.toString());
        return Optional.of(new Contender("haproxy", command, Map.of(), port, KEY, Format.CHAT));
    }

    private static Optional<Path> program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/usr/local/sbin";
        for (String directory : path.split(":")) {
            Path program = Path.of(directory, name);
            if (!directory.isEmpty() && Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
