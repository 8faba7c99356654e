package dev.switchboard.distribution;

import java.io.IOException;

/** Editions of the mock provider's bundle that do something before they answer. */
final class AnsweringEdition {
    private static final String IMPORTS = "dev.switchboard.spi;version=\"[1.0,2)\","
            + "dev.switchboard.spi.chat;version=\"[1.0,2)\",dev.switchboard.spi.error;version=\"[1.0,2)\","
            + "dev.switchboard.spi.operation;version=\"[1.0,2)\",dev.switchboard.spi.plugin;version=\"[1.0,2)\","
            + "dev.switchboard.spi.provider;version=\"[1.0,2)\",dev.switchboard.spi.usage;version=\"[1.0,2)\","
            + "dev.switchboard.spi.wire;version=\"[1.0,2)\"";

    private AnsweringEdition() {}

    /** Five calls in a hundred fail, with the word {@code sick}. */
    static byte[] failing(String version) throws IOException {
        return of(
                version,
                "if (calls.incrementAndGet() % 20 == 0) { throw GatewayException.of(ErrorKind.UPSTREAM, \"sick\"); }");
    }

    /** Each call takes that long. */
    static byte[] slow(String version, long millis) throws IOException {
        return of(version, "java.util.concurrent.locks.LockSupport.parkNanos(" + millis + "_000_000L);");
    }

    private static byte[] of(String version, String first) throws IOException {
        String source = """
                import dev.switchboard.spi.*;
                import dev.switchboard.spi.chat.*;
                import dev.switchboard.spi.error.*;
                import dev.switchboard.spi.operation.*;
                import dev.switchboard.spi.plugin.*;
                import dev.switchboard.spi.provider.*;
                import dev.switchboard.spi.usage.*;
                import dev.switchboard.spi.wire.*;
                import java.time.Instant;
                import java.util.*;
                import java.util.concurrent.atomic.AtomicLong;
                public final class Answering implements Plugin {
                    public record Config() {}
                    static final class Model implements Provider, LocalModel<ChatRequest, ChatResponse, ChatEvent> {
                        private final AtomicLong calls = new AtomicLong();
                        public Abilities abilities() {
                            return Abilities.builder().local(Operation.CHAT, this).build();
                        }
                        public ChatResponse execute(ChatRequest request, Target target) {
                            %s
                            var choice = new ChatResponse.Choice(
                                    0, List.of(new Block.Text("another answer")), StopReason.END_TURN, Optional.empty());
                            return new ChatResponse(
                                    "id", "demo", Instant.EPOCH, List.of(choice), Usage.none(), Extras.NONE);
                        }
                    }
                    public List<ProviderFactory<?>> providers() {
                        return List.of(new ProviderFactory<Config>() {
                            public String type() { return "mock"; }
                            public Class<Config> configType() { return Config.class; }
                            public Provider create(String name, Config config, PluginContext context) {
                                return new Model();
                            }
                        });
                    }
                }
                """.formatted(first);
        return Edition.of("provider-mock", version)
                .plugin("Answering", source)
                .header("Import-Package", IMPORTS)
                .bytes();
    }
}
