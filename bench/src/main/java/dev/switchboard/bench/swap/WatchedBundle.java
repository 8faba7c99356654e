package dev.switchboard.bench.swap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** A bundle in the folder that a gateway watches. Whoever replaces it does so as a careful operator: made elsewhere, then moved in. */
final class WatchedBundle {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 10_000_000;

    private final Path jar;
    private final Path report;
    private final String name;
    private final String baseVersion;

    /** @param report where the gateway writes how its bundles are */
    WatchedBundle(Path jar, Path report) throws IOException {
        this.jar = jar;
        this.report = report;
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Attributes attributes = manifest(zip).getMainAttributes();
            this.name = attributes.getValue("Bundle-SymbolicName").split(";", 2)[0];
            this.baseVersion = attributes.getValue("Bundle-Version");
        }
    }

    /** Puts a newer version into its place, whose last part is that number, and waits until it serves. */
    void replace(int number) throws IOException {
        String version = baseVersion + "." + "v%05d".formatted(number);
        Path next = report.resolveSibling(jar.getFileName());
        Files.copy(jar, next, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(next)) {
            Manifest manifest = manifest(zip);
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (OutputStream out = Files.newOutputStream(zip.getPath("META-INF", "MANIFEST.MF"))) {
                manifest.write(out);
            }
        }
        Files.move(next, jar, StandardCopyOption.ATOMIC_MOVE);
        awaitServing(version);
    }

    private static Manifest manifest(FileSystem zip) throws IOException {
        try (InputStream in = Files.newInputStream(zip.getPath("META-INF", "MANIFEST.MF"))) {
            return new Manifest(in);
        }
    }

    // The file costs the gateway nothing, a request would.
    private void awaitServing(String version) throws IOException {
        Pattern serving = Pattern.compile(
                "\"bundle\" : \"" + Pattern.quote(name) + "\",\\s*\"plugin\" : \"[^\"]*\",\\s*\"version\" : \""
                        + Pattern.quote(version) + "\",\\s*\"state\" : \"(READY|DEGRADED)\"");
        await(report, told -> serving.matcher(told).find(), name + " " + version + " does not serve");
    }

    /** Waits until all versions that were replaced have ended their calls. */
    static void awaitDrained(Path report) throws IOException {
        await(report, told -> !told.contains("\"DRAINING\""), "a version that was replaced does not end");
    }

    private static void await(Path report, Predicate<String> reached, String otherwise) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Object> seen = Map.of();
        while (true) {
            Map<String, Object> present = Files.readAttributes(report, "unix:ino,ctime");
            // Reading it over and over would take what the gateway is to have.
            if (!present.equals(seen) && reached.test(Files.readString(report))) {
                return;
            }
            seen = present;
            if (System.nanoTime() - end > 0) {
                throw new IOException(otherwise + "; the gateway says:\n" + Files.readString(report));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
