package dev.switchboard.distribution;

import java.io.IOException;

/** Editions of the mock provider's bundle with something wrong in them. */
final class FaultyEdition {
    private static final String IMPORTS = "dev.switchboard.spi;version=\"[1.0,2)\","
            + "dev.switchboard.spi.plugin;version=\"[1.0,2)\",dev.switchboard.spi.provider;version=\"[1.0,2)\","
            + "dev.switchboard.spi.operation;version=\"[1.0,2)\",dev.switchboard.spi.chat;version=\"[1.0,2)\","
            + "dev.switchboard.spi.stream;version=\"[1.0,2)\"";

    private FaultyEdition() {}

    /** An edition whose plugin has these members. */
    static Edition of(String version, String body) throws IOException {
        String source = """
                import dev.switchboard.spi.*;
                import dev.switchboard.spi.chat.*;
                import dev.switchboard.spi.operation.*;
                import dev.switchboard.spi.plugin.*;
                import dev.switchboard.spi.provider.*;
                import dev.switchboard.spi.stream.*;
                import java.net.URI;
                import java.util.List;
                import java.util.Set;
                public final class Faulty implements Plugin {
                    static final java.util.concurrent.CountDownLatch LEFT = new java.util.concurrent.CountDownLatch(1);
                    public record Config() {}
                    static class Sound implements Provider {
                        public Abilities abilities() { return Abilities.builder().build(); }
                    }
                    static final class Sick extends Sound {
                        public Health selfCheck() { return Health.failed("the model file is missing"); }
                    }
                    static final class Wanderer extends Sound {
                        public Set<URI> destinations() { return Set.of(URI.create("https://api.example.com")); }
                    }
                    static final class Stubborn extends Sound {
                        public void close() { throw new IllegalStateException("not yet"); }
                    }
                    %s
                }
                """.formatted(body);
        return Edition.of("provider-mock", version).plugin("Faulty", source).header("Import-Package", IMPORTS);
    }

    /** Members that offer the type {@code mock}, made so. */
    static String factory(String create) {
        return """
                public List<ProviderFactory<?>> providers() {
                    return List.of(new ProviderFactory<Config>() {
                        public String type() { return "mock"; }
                        public Class<Config> configType() { return Config.class; }
                        public Provider create(String name, Config config, PluginContext context) { %s }
                    });
                }
                """.formatted(create);
    }

    /** The making of a provider that answers so. */
    static String execute(String body) {
        return """
                LocalModel<ChatRequest, ChatResponse, ChatEvent> model = new LocalModel<>() {
                    public ChatResponse execute(ChatRequest request, Target target) { %s }
                };
                Abilities abilities = Abilities.builder().local(Operation.CHAT, model).build();
                return () -> abilities;
                """.formatted(body);
    }
}
