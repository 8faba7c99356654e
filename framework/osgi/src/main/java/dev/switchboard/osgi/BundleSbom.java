package dev.switchboard.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The bill of materials that a bundle carries. */
final class BundleSbom {
    /** The folder of such documents, as other tools that write or look for them have it. */
    static final String PLACE = "META-INF/sbom/";

    private static final int LARGEST = 8 << 20;

    private BundleSbom() {}

    /** The document; empty if the jar has none. */
    static Optional<String> read(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Optional<? extends ZipEntry> entry = zip.stream()
                    .filter(each ->
                            each.getName().startsWith(PLACE) && each.getName().endsWith(".json"))
                    .findFirst();
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry.get())) {
                return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }
}
