package dev.switchboard.testkit.leak;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.ComponentFactory;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A packaged plugin leaves nothing behind: in an OSGi framework it is installed, an instance of each thing it offers is made,
 * used and closed, the bundle is removed, and its class loader must be collected.
 *
 * <pre>{@code
 * class AcmeLeakIT extends PluginLeakContract {
 *     @Override
 *     protected Map<String, Object> settings() {
 *         return Map.of("apiKey", "sk-test-not-a-real-key");
 *     }
 * }
 * }</pre>
 *
 * <p>The system property {@code bundle} names the jar.
 */
public abstract class PluginLeakContract {
    private static final Target TARGET = Target.of("p", "m");
    private static final ChatRequest CHAT =
            ChatRequest.builder("m", List.of(Message.of(Role.USER, "Hi"))).build();
    private static final EmbeddingRequest WORDS = new EmbeddingRequest(
            "m",
            List.of(new EmbeddingRequest.Input.Text("Hi")),
            OptionalInt.empty(),
            EmbeddingRequest.Encoding.FLOAT,
            Optional.empty(),
            Optional.empty(),
            Extras.NONE);

    /**
     * The settings of instances, by the names of the record's components: a map stands for a nested record, a text for a
     * constant of an enum. What is left out is an empty {@code Optional}, list, map or record.
     */
    protected Map<String, Object> settings() {
        return Map.of();
    }

    /**
     * Does with an instance what requests would do. It must not be kept. A provider writes a request, a strategy chooses among two
     * targets, and anything else checks itself: override it for what more there is to do.
     */
    protected void use(Component instance) {
        instance.selfCheck();
        if (instance instanceof Provider provider) {
            provider.abilities().translator(Operation.CHAT).ifPresent(chat -> chat.encode(CHAT, TARGET));
            provider.abilities().translator(Operation.EMBEDDING).ifPresent(vectors -> vectors.encode(WORDS, TARGET));
        } else if (instance instanceof RoutingStrategy strategy) {
            strategy.choose(
                    TestingExchange.chat("m"), List.of(TestingCandidate.of("a", 1), TestingCandidate.of("b", 1)));
        }
    }

    @Test
    void isCollectedAfterItsRemoval(@TempDir Path directory) throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        try (PluginFramework framework = PluginFramework.start(directory.resolve("framework"))) {
            LeakProbe.assertCollected(life(framework, TestingContext.in(data)));
        }
    }

    private WeakReference<ClassLoader> life(PluginFramework framework, PluginContext context) throws Exception {
        PluginFramework.Installed bundle = framework.install(jar());
        Plugin plugin = bundle.plugin();
        plugin.dialects().forEach(this::live);
        plugin.configFormats().forEach(format -> format.name());
        factories(plugin).forEach(factory -> live(make(factory, context)));
        WeakReference<ClassLoader> loader =
                new WeakReference<>(plugin.getClass().getClassLoader());
        bundle.remove();
        return loader;
    }

    private static Path jar() {
        String jar = System.getProperty("bundle");
        if (jar == null) {
            throw new AssertionError("no bundle (expected: the system property \"bundle\" with the path of the jar)");
        }
        return Path.of(jar);
    }

    private static Stream<ComponentFactory<?, ?>> factories(Plugin plugin) {
        return Stream.of(
                        plugin.providers(),
                        plugin.routingStrategies(),
                        plugin.caches(),
                        plugin.guardrails(),
                        plugin.promptSources(),
                        plugin.callbacks(),
                        plugin.identities(),
                        plugin.admissions(),
                        plugin.endpoints(),
                        plugin.accounts(),
                        plugin.sharedValues())
                .flatMap(each -> each.stream());
    }

    private <C extends Record> Component make(ComponentFactory<C, ?> factory, PluginContext context) {
        return factory.create("leak", RecordMaker.make(factory.configType(), settings()), context);
    }

    private void live(Component instance) {
        use(instance);
        instance.close();
    }
}
