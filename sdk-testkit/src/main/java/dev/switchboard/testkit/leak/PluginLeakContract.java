package dev.switchboard.testkit.leak;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.ComponentFactory;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.testkit.doubles.TestingContext;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    /**
     * The settings of instances, by the names of the record's components: a map stands for a nested record, a text for a
     * constant of an enum. What is left out is an empty {@code Optional}, list, map or record.
     */
    protected Map<String, Object> settings() {
        return Map.of();
    }

    /** Does with an instance what requests would do. It must not be kept. */
    protected void use(Component instance) {
        instance.selfCheck();
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
