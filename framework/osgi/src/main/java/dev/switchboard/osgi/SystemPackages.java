package dev.switchboard.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Constants;

/**
 * What plugins may import from the gateway: the SDK and the few libraries that it shares with them, each at the versions
 * its own jar declares.
 */
final class SystemPackages {
    // One class of each jar whose packages are shared.
    private static final List<String> SHARED = List.of(
            "dev.switchboard.spi.plugin.Plugin",
            "org.slf4j.Logger",
            "tools.jackson.core.JsonParser",
            "tools.jackson.databind.JsonNode",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "org.jspecify.annotations.NullMarked");

    private static final String VERSION_ANNOTATION = "Lorg/osgi/annotation/versioning/Version;";

    private SystemPackages() {}

    /** The exports, as a header; what is not on the class path is left out. */
    static String exports() {
        return SHARED.stream()
                .flatMap(shared -> root(shared).stream())
                .map(SystemPackages::exportsOf)
                .collect(Collectors.joining(","));
    }

    private static Optional<Path> root(String className) {
        String resource = className.replace('.', '/') + ".class";
        URL url = SystemPackages.class.getClassLoader().getResource(resource);
        return Optional.ofNullable(url).map(found -> root(found.toString(), resource));
    }

    private static Path root(String url, String resource) {
        String root = url.substring(0, url.length() - resource.length() - 1);
        String file = root.startsWith("jar:") ? root.substring("jar:".length(), root.length() - 1) : root;
        try {
            return Path.of(new URI(file));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds an address that cannot be read: " + url, e);
        }
    }

    /** The exports of one jar or directory of classes. */
    static String exportsOf(Path root) {
        try {
            return Files.isDirectory(root) ? exportsOfClasses(root) : exportsOfJar(root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read which packages " + root + " offers", e);
        }
    }

    private static String exportsOfJar(Path root) throws IOException {
        try (JarFile jar = new JarFile(root.toFile(), false)) {
            return Optional.ofNullable(jar.getManifest())
                    .flatMap(SystemPackages::exports)
                    .orElse("");
        }
    }

    private static String exportsOfClasses(Path root) throws IOException {
        Path manifest = root.resolve(JarFile.MANIFEST_NAME);
        if (Files.exists(manifest)) {
            try (InputStream in = Files.newInputStream(manifest)) {
                Optional<String> exports = exports(new Manifest(in));
                if (exports.isPresent()) {
                    return exports.get();
                }
            }
        }
        return annotatedPackages(root);
    }

    private static Optional<String> exports(Manifest manifest) {
        return Optional.ofNullable(manifest.getMainAttributes().getValue(Constants.EXPORT_PACKAGE));
    }

    // Classes that no bundle tool has seen yet, as in an IDE: their packages say their versions themselves.
    private static String annotatedPackages(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("package-info.class"))
                    .sorted()
                    .flatMap(file -> export(root, file).stream())
                    .collect(Collectors.joining(","));
        }
    }

    private static Optional<String> export(Path root, Path packageInfo) {
        String name = root.relativize(packageInfo.getParent())
                .toString()
                .replace('\\', '/')
                .replace('/', '.');
        return version(packageInfo).map(version -> name + ";version=\"" + version + "\"");
    }

    private static Optional<String> version(Path packageInfo) {
        try {
            ClassModel type = ClassFile.of().parse(packageInfo);
            return type.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
                    .flatMap(attribute -> attribute.annotations().stream())
                    .filter(annotation -> annotation.className().equalsString(VERSION_ANNOTATION))
                    .flatMap(annotation -> value(annotation).stream())
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> value(Annotation annotation) {
        return annotation.elements().stream()
                .flatMap(element -> element.value() instanceof AnnotationValue.OfString text
                        ? Stream.of(text.stringValue())
                        : Stream.empty())
                .findFirst();
    }
}
