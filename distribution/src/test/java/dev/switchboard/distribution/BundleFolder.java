package dev.switchboard.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the delivered bundles, for a gateway to watch and a test to change. */
record BundleFolder(Path path) {
    /** The distribution as the build assembled it. */
    static final Path HOME = Path.of(System.getProperty("distribution"));

    /** Copies the delivered bundles into a new directory {@code bundles}. */
    static BundleFolder in(Path parent) throws IOException {
        BundleFolder folder = new BundleFolder(Files.createDirectory(parent.resolve("bundles")));
        for (Path jar : jars(HOME.resolve("bundles"))) {
            Files.copy(jar, folder.path.resolve(jar.getFileName()));
        }
        return folder;
    }

    /** Those that are delivered, such as {@code provider-mock}. */
    static List<String> names() throws IOException {
        return jars(HOME.resolve("bundles")).stream()
                .map(jar -> jar.getFileName().toString().replaceFirst("^switchboard-(.*?)-\\d.*$", "$1"))
                .toList();
    }

    /** The delivered jar of a bundle, such as {@code provider-mock}. */
    static Path delivered(String bundle) throws IOException {
        return jars(HOME.resolve("bundles")).stream()
                .filter(jar -> jar.getFileName().toString().matches("switchboard-" + bundle + "-\\d.*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + bundle + " is delivered"));
    }

    /** Puts a jar into place as a careful operator does: written beside it, then renamed. */
    void put(String file, byte[] jar) throws IOException {
        Path beside = Files.write(path.resolve("." + file + ".part"), jar);
        Files.move(beside, path.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes a file out. */
    void remove(String file) throws IOException {
        Files.delete(path.resolve(file));
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
