package dev.switchboard.distribution;

import dev.switchboard.spi.plugin.Plugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Another edition of a delivered bundle: the same jar with another manifest, other texts in its classes, or another plugin. */
final class Edition {
    private static final String PLUGIN_HEADER = "Switchboard-Plugin";

    private final Path original;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, byte[]> classes = new HashMap<>();

    private Edition(Path original, String version) {
        this.original = original;
        headers.put("Bundle-Version", version);
    }

    /** The delivered bundle of that name as another version. */
    static Edition of(String bundle, String version) throws IOException {
        return new Edition(BundleFolder.delivered(bundle), version);
    }

    /** With another header in its manifest. */
    Edition header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** With a text replaced in its classes by one of the same length, which keeps them valid. */
    Edition text(String before, String after) {
        if (before.length() != after.length()) {
            throw new IllegalArgumentException("\"" + after + "\" (expected: as long as \"" + before + "\")");
        }
        texts.put(before, after);
        return this;
    }

    /** With another class as its plugin, under the id that the bundle has; made of a source in package {@code edition}. */
    Edition plugin(String className, String source) throws IOException {
        classes.putAll(compile(className, source));
        try (JarFile jar = new JarFile(original.toFile())) {
            String header = jar.getManifest().getMainAttributes().getValue(PLUGIN_HEADER);
            return header(PLUGIN_HEADER, "edition." + className + header.substring(header.indexOf(';')));
        }
    }

    /** The jar. */
    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile jar = new JarFile(original.toFile());
                JarOutputStream out = new JarOutputStream(bytes, manifest(jar))) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    add(out, entry.getName(), edited(jar.getInputStream(entry).readAllBytes()));
                }
            }
            for (Map.Entry<String, byte[]> type : classes.entrySet()) {
                add(out, type.getKey(), type.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private Manifest manifest(JarFile jar) throws IOException {
        Manifest manifest = new Manifest(jar.getManifest());
        headers.forEach(manifest.getMainAttributes()::putValue);
        return manifest;
    }

    private byte[] edited(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> each : texts.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
    }

    private static Map<String, byte[]> compile(String className, String source) throws IOException {
        Path folder = Files.createTempDirectory("edition");
        StringWriter messages = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        messages,
                        null,
                        null,
                        List.of("-proc:none", "-d", folder.toString(), "-classpath", sdk()),
                        null,
                        List.of(new Source(className, "package edition;\n" + source)))
                .call();
        if (!compiled) {
            throw new AssertionError(messages + source);
        }
        return moved(folder);
    }

    private static Map<String, byte[]> moved(Path folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static String sdk() {
        return Path.of(URI.create(Plugin.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String className, String code) {
            super(URI.create("memory:///edition/" + className + ".java"), JavaFileObject.Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
