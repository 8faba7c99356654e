package dev.switchboard.testkit.leak;

import dev.switchboard.spi.plugin.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** An OSGi framework that shares with its bundles what the gateway does: the SDK, the logging API and Jackson. */
final class PluginFramework implements AutoCloseable {
    private static final String SHARED =
            "(dev\\.switchboard\\.sdk\\.plugin-api|slf4j\\.api|com\\.fasterxml\\.jackson\\..*"
                    + "|tools\\.jackson\\..*)(;.*)?";
    private static final int PATIENCE_SECONDS = 30;

    private final Framework framework;

    private PluginFramework(Framework framework) {
        this.framework = framework;
    }

    static PluginFramework start(Path storage) throws BundleException, IOException {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        String.join(",", shared()),
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "osgi.extender;osgi.extender=\"dev.switchboard.plugin\";version:Version=\"1.0.0\"",
                        "felix.bootdelegation.implicit",
                        "false",
                        "felix.service.urlhandlers",
                        "false"));
        framework.start();
        return new PluginFramework(framework);
    }

    /** What the shared jars on this class path export, by their own manifests. */
    private static Set<String> shared() throws IOException {
        Set<String> exports = new TreeSet<>();
        ClassLoader loader = PluginFramework.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
            try (InputStream in = url.openStream()) {
                Attributes manifest = new Manifest(in).getMainAttributes();
                String name = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
                String export = manifest.getValue(Constants.EXPORT_PACKAGE);
                if (name != null && export != null && name.matches(SHARED)) {
                    exports.add(export);
                }
            }
        }
        return exports;
    }

    /** Installs and starts a plugin's bundle. */
    Installed install(Path jar) throws BundleException {
        Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
        bundle.start();
        return new Installed(framework, bundle);
    }

    /** A bundle that was started. */
    record Installed(Framework framework, Bundle bundle) {
        /** A new object of the class that the manifest names. */
        Plugin plugin() throws ReflectiveOperationException {
            String header = bundle.getHeaders().get("Switchboard-Plugin");
            if (header == null) {
                throw new AssertionError(bundle.getLocation() + " has no class with @GatewayPlugin");
            }
            return (Plugin)
                    bundle.loadClass(header.split(";")[0]).getConstructor().newInstance();
        }

        /** Removes it with its wiring. */
        void remove() throws BundleException, InterruptedException {
            bundle.uninstall();
            CountDownLatch refreshed = new CountDownLatch(1);
            framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> refreshed.countDown());
            if (!refreshed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the framework has not refreshed within " + PATIENCE_SECONDS + " s");
            }
        }
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
