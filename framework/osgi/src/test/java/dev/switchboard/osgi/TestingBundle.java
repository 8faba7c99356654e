package dev.switchboard.osgi;

import dev.switchboard.spi.plugin.Plugin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Makes a bundle out of a source text. */
final class TestingBundle {
    private static final String PLUGIN = """
            package test.NAME;

            import dev.switchboard.spi.*;
            import dev.switchboard.spi.exchange.*;
            import dev.switchboard.spi.plugin.*;
            import dev.switchboard.spi.routing.*;
            import java.util.List;

            public final class TestPlugin implements Plugin {
                public record Config() {}

                public TestPlugin() {
                    CONSTRUCTOR
                }

                @Override public List<RoutingStrategyFactory<?>> routingStrategies() {
                    METHOD
                    return List.of(new Factory());
                }

                private static final class Factory implements RoutingStrategyFactory<Config> {
                    @Override public String type() { return "NAME"; }
                    @Override public Class<Config> configType() { return Config.class; }
                    @Override public RoutingStrategy create(String name, Config config, PluginContext context) {
                        return new Strategy();
                    }
                }

                private static final class Strategy implements RoutingStrategy {
                    private volatile boolean closed;
                    @Override public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
                        return candidates.getFirst();
                    }
                    @Override public Health selfCheck() {
                        SELFCHECK
                    }
                    @Override public String toString() {
                        if (closed) throw new IllegalStateException("called after close");
                        return ANSWER;
                    }
                    @Override public void close() { closed = true; }
                }
            }
            """;

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> snippets = new HashMap<>();
    private final Map<String, byte[]> moreClasses = new HashMap<>();
    private final String name;
    private String className;
    private String source;
    private Map<String, byte[]> compiled = Map.of();

    private TestingBundle(String name, String version, String className, String source) {
        this.name = name;
        this.className = className;
        this.source = source;
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", "test." + name);
        header("Bundle-Version", version);
    }

    /** A plugin whose one strategy answers {@code toString} with its version, until it is closed. */
    static TestingBundle plugin(String name, String version) {
        return new TestingBundle(name, version, "test." + name + ".TestPlugin", PLUGIN)
                .header("Switchboard-Plugin", "test." + name + ".TestPlugin;id=" + name)
                .header("Require-Capability", extender("(version>=1.0.0)(!(version>=2.0.0))"))
                .header("Import-Package", imports(""))
                .snippet("CONSTRUCTOR", "")
                .snippet("METHOD", "")
                .snippet("SELFCHECK", "return Health.ready();")
                .snippet("ANSWER", "\"" + version + "\"");
    }

    /** A library with one class, {@code test.NAME.Library}, whose {@code answer()} is the version. */
    static TestingBundle library(String name, String version) {
        String source = "package test." + name
                + "; public final class Library { public static String answer() { return \"" + version + "\"; } }";
        return new TestingBundle(name, version, "test." + name + ".Library", source)
                .header("Export-Package", "test." + name + ";version=\"" + version + "\"");
    }

    /** Lets a plugin answer with what the library answers. */
    TestingBundle using(TestingBundle library, String range) {
        moreClasses.putAll(library.compile());
        return snippet("ANSWER", "test." + library.name + ".Library.answer()")
                .header("Import-Package", imports("test." + library.name + ";version=\"" + range + "\","));
    }

    static String extender(String versions) {
        return "osgi.extender;filter:=\"(&(osgi.extender=dev.switchboard.plugin)" + versions + ")\"";
    }

    static String imports(String more) {
        return more + "dev.switchboard.spi;version=\"[1.0,2)\",dev.switchboard.spi.exchange;version=\"[1.0,2)\","
                + "dev.switchboard.spi.plugin;version=\"[1.0,2)\",dev.switchboard.spi.routing;version=\"[1.0,1.1)\"";
    }

    TestingBundle header(String header, String value) {
        headers.put(header, value);
        return this;
    }

    TestingBundle without(String header) {
        headers.remove(header);
        return this;
    }

    /** Fills a place of the plugin's source: CONSTRUCTOR, METHOD, SELFCHECK or ANSWER. */
    TestingBundle snippet(String place, String code) {
        snippets.put(place, code);
        return this;
    }

    /** Replaces the whole source of the plugin's class. */
    TestingBundle source(String code) {
        source = code;
        return this;
    }

    /** The jar's bytes. */
    byte[] bytes() {
        return bytes("");
    }

    /** The jar's bytes, with a text in it that makes them differ. */
    byte[] bytes(String remark) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out, manifest())) {
            for (Map.Entry<String, byte[]> type : compile().entrySet()) {
                jar.putNextEntry(new ZipEntry(type.getKey().replace('.', '/') + ".class"));
                jar.write(type.getValue());
            }
            jar.putNextEntry(new ZipEntry("remark.txt"));
            jar.write(remark.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** Copies the jar into a directory, beside and then into place, as a careful operator does. */
    Path into(Path directory, String file) throws IOException {
        return put(bytes(), directory, file);
    }

    static Path put(byte[] jar, Path directory, String file) throws IOException {
        Path target = directory.resolve(file);
        Files.createDirectories(directory);
        AtomicFiles.write(target, incoming -> Files.write(incoming, jar));
        return target;
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(attributes::putValue);
        return manifest;
    }

    // Once, for a bundle that is made many times; the texts do not change after the first.
    private Map<String, byte[]> compile() {
        if (compiled.isEmpty()) {
            compiled = compileSource();
        }
        return compiled;
    }

    private Map<String, byte[]> compileSource() {
        String code = source.replace("NAME", name);
        for (Map.Entry<String, String> snippet : snippets.entrySet()) {
            code = code.replace(snippet.getKey(), snippet.getValue());
        }
        return compile(className, code, moreClasses);
    }

    private static Map<String, byte[]> compile(String className, String code, Map<String, byte[]> uses) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (InMemory files = new InMemory(compiler.getStandardFileManager(null, null, null), uses)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-proc:none", "-classpath", sdk().toString()),
                            null,
                            List.of(new Source(className, code)))
                    .call();
            if (!compiled) {
                throw new AssertionError(messages + code);
            }
            return files.classes.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, type -> type.getValue().toByteArray()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path sdk() {
        try {
            return Path.of(Plugin.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String className, String code) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    private static final class CompiledClass extends SimpleJavaFileObject {
        private final String className;
        private final ByteArrayOutputStream bytes;

        CompiledClass(String className, ByteArrayOutputStream bytes) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
            this.className = className;
            this.bytes = bytes;
        }

        @Override
        public ByteArrayOutputStream openOutputStream() {
            return bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        private final Map<String, byte[]> uses;

        InMemory(JavaFileManager files, Map<String, byte[]> uses) {
            super(files);
            this.uses = uses;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new CompiledClass(
                    className, classes.computeIfAbsent(className, name -> new ByteArrayOutputStream()));
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            List<JavaFileObject> found = new ArrayList<>();
            super.list(location, packageName, kinds, recurse).forEach(found::add);
            if (location == StandardLocation.CLASS_PATH) {
                uses.forEach((name, bytes) -> {
                    if (name.substring(0, name.lastIndexOf('.')).equals(packageName)) {
                        ByteArrayOutputStream content = new ByteArrayOutputStream();
                        content.writeBytes(bytes);
                        found.add(new CompiledClass(name, content));
                    }
                });
            }
            return found;
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof CompiledClass type ? type.className : super.inferBinaryName(location, file);
        }
    }
}
