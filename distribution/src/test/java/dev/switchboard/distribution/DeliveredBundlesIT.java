package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.plugin.Plugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Every bundle in the distribution resolves against the kernel's class path as it is delivered. */
class DeliveredBundlesIT {
    private static final Pattern SDK_TYPE = Pattern.compile("(dev/switchboard/spi(?:/[a-z]+)*)/[A-Z]");
    private static final Path HOME = Path.of(System.getProperty("distribution"));

    private Framework framework;

    @BeforeEach
    void boot(@TempDir Path storage) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", exportsOfTheKernel()));
        settings.put(
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                "osgi.extender;osgi.extender=\"dev.switchboard.plugin\";version:Version=\"1.0.0\"");
        settings.put("felix.bootdelegation.implicit", "false");
        settings.put("felix.service.urlhandlers", "false");
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void everyBundleResolvesAndNamesItsPlugin() throws Exception {
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars("bundles")) {
            bundles.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
        }
        assertFalse(bundles.isEmpty());
        for (Bundle bundle : bundles) {
            assertEquals("resolved", resolve(bundle), bundle::getLocation);
            String plugin = bundle.getHeaders().get("Switchboard-Plugin");
            assertNotNull(plugin, bundle.getLocation() + " has no class with @GatewayPlugin");
            assertNotNull(bundle.loadClass(plugin.split(";")[0]).getConstructor());
        }
    }

    /** Strangers copy from these, and operators see it before they install one. */
    @Test
    void everyBundleDeclaresWhatItNeedsAndCarriesItsBillOfMaterials() throws IOException {
        for (Path jar : jars("bundles")) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (String header : List.of("Switchboard-Egress", "Switchboard-Content", "Switchboard-Secrets")) {
                    assertNotNull(file.getManifest().getMainAttributes().getValue(header), jar + " lacks " + header);
                }
                JarEntry sbom = file.getJarEntry("META-INF/sbom/bundle.cdx.json");
                assertNotNull(sbom, jar + " has no SBOM");
                String text = new String(file.getInputStream(sbom).readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(text.contains("\"CycloneDX\""), jar::toString);
                assertEquals(List.of(), unnamed(file, text), jar + " holds copies of what its SBOM does not name");
            }
        }
    }

    /** A secret that is not declared they would not get. */
    @Test
    void everyBundleDeclaresTheSecretsAmongItsSettings() throws Exception {
        for (Path jar : jars("bundles")) {
            Bundle bundle =
                    framework.getBundleContext().installBundle(jar.toUri().toString());
            Plugin plugin = (Plugin) bundle.loadClass(
                            bundle.getHeaders().get("Switchboard-Plugin").split(";")[0])
                    .getConstructor()
                    .newInstance();
            List<String> declared = List.of(
                    bundle.getHeaders().get("Switchboard-Secrets").strip().split("\\s*,\\s*"));
            assertEquals(
                    List.of(),
                    SecretSettings.of(plugin).stream()
                            .filter(name -> declared.stream()
                                    .noneMatch(each -> name.equals(each) || name.startsWith(each + ".")))
                            .toList(),
                    jar::toString);
        }
    }

    /** Nested jars by their names, nested classes of others by the beginning of their packages. */
    private static List<String> unnamed(JarFile file, String sbom) {
        return file.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".jar")
                        || name.endsWith(".class") && name.contains("/") && !name.startsWith("dev/switchboard/"))
                .map(name -> name.endsWith(".jar")
                        ? name.substring(name.lastIndexOf('/') + 1, name.length() - ".jar".length())
                        : name.replaceFirst("^([^/]+)/([^/]+)/.*", "$1.$2"))
                .filter(name -> !sbom.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
    }

    @Test
    void bundlesCarryNoCopyOfTheSdk() throws IOException {
        for (Path jar : jars("bundles")) {
            try (JarFile file = new JarFile(jar.toFile())) {
                assertEquals(
                        List.of(),
                        file.stream()
                                .map(Object::toString)
                                .filter(name -> name.startsWith("dev/switchboard/spi/"))
                                .toList(),
                        jar::toString);
            }
        }
    }

    /** An annotation whose package is not imported is lost in silence, and with it a default or a secret's mark. */
    @Test
    void bundlesImportEveryPackageOfTheSdkTheyMention() throws IOException {
        for (Path jar : jars("bundles")) {
            try (JarFile file = new JarFile(jar.toFile())) {
                String imports = file.getManifest().getMainAttributes().getValue(Constants.IMPORT_PACKAGE) + ",";
                Set<String> missing = new TreeSet<>();
                for (String name : mentioned(file)) {
                    if (!imports.contains(name + ";") && !imports.contains(name + ",")) {
                        missing.add(name);
                    }
                }
                assertEquals(Set.of(), missing, jar::toString);
            }
        }
    }

    private static Set<String> mentioned(JarFile file) throws IOException {
        Set<String> names = new TreeSet<>();
        for (JarEntry entry :
                file.stream().filter(each -> each.getName().endsWith(".class")).toList()) {
            String constants = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
            SDK_TYPE.matcher(constants)
                    .results()
                    .forEach(found -> names.add(found.group(1).replace('/', '.')));
        }
        return names;
    }

    private static String resolve(Bundle bundle) {
        try {
            bundle.start();
            return "resolved";
        } catch (BundleException unresolved) {
            return String.valueOf(unresolved.getMessage());
        }
    }

    // What plugins may share with the kernel: the SDK, the logging API and Jackson, at the versions their own manifests
    // say.
    private static List<String> exportsOfTheKernel() throws IOException {
        List<String> exports = new ArrayList<>();
        for (Path jar : jars("lib")) {
            if (jar.getFileName().toString().matches("(switchboard-sdk-plugin-api|slf4j-api|jackson-.*)-[0-9].*")) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    String export = file.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
                    assertNotNull(export, jar + " exports nothing");
                    exports.add(export);
                }
            }
        }
        return exports;
    }

    private static List<Path> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
