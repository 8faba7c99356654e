package dev.switchboard.testing;

import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.testkit.http.MockUpstream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that strangers built against SDK 1.0, kept as binaries, run on this gateway. */
class KeptPluginsIT {
    @TempDir
    private Path bundles;

    @BeforeEach
    void copyBundles() throws IOException, URISyntaxException {
        Bundled.into(bundles, new OpenAiDialectPlugin(), new WeightedPlugin());
        try (Stream<Path> kept = Files.list(KeptJar.FOLDER)) {
            for (Path jar :
                    kept.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, bundles.resolve(jar.getFileName()));
            }
        }
    }

    @Test
    void providerGuardrailAndCallbackDoTheirWork() throws IOException {
        try (MockUpstream upstream = MockUpstream.start();
                TestingGateway gateway = TestingGateway.builder()
                        .inFelix(bundles)
                        .upstream(upstream)
                        .config(AcmePlugins.CONFIG)
                        .start()) {
            AcmePlugins.assertWork(gateway, upstream);
        }
    }
}
