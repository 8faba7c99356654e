package dev.switchboard.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Turns a file into a {@link Candidate}: takes a private copy, reads every entry of it, then its manifest. */
final class JarInspector {
    private static final long LARGEST = 2L << 30;

    private final BundleStore store;
    private final KnownFiles known;
    private final Trust trust;

    JarInspector(BundleStore store, Trust trust) {
        this.store = store;
        this.known = store.knownFiles();
        this.trust = trust;
    }

    /**
     * Reads the file.
     *
     * @throws PluginFailure with why it is no bundle, said of the file: {@code is not a complete jar: ...}
     */
    Candidate inspect(Path file) throws PluginFailure {
        String name = file.getFileName().toString();
        if (!name.endsWith(".jar")) {
            throw new PluginFailure("is ignored: its name does not end in .jar");
        }
        try {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            BundleStore.StoredJar stored = stored(file);
            return candidate(stored.sha256(), stored.path(), name, modified);
        } catch (NoSuchFileException e) {
            throw new PluginFailure("vanished while it was read: " + e.getFile());
        } catch (ZipException e) {
            throw new PluginFailure("is not a complete jar: " + e.getMessage());
        } catch (IOException e) {
            throw new PluginFailure("cannot be read: " + PluginCall.describe(e));
        }
    }

    /** The candidate for a jar that is in the store, as if it had come as this file. */
    Candidate candidate(String sha256, Path jar, String file, Instant modified) throws PluginFailure {
        try (JarFile opened = new JarFile(jar.toFile(), false)) {
            BundleManifest manifest = BundleManifest.of(opened.getManifest());
            return new Candidate(
                    manifest.name(),
                    manifest.version(),
                    manifest.plugin(),
                    file,
                    sha256,
                    jar,
                    modified,
                    manifest.capabilities(),
                    trust.looks() ? trust.judge(BundleSignature.read(jar)) : "");
        } catch (IOException e) {
            throw new PluginFailure("cannot be read: " + PluginCall.describe(e));
        }
    }

    /** As {@link #candidate}; empty if the jar in the store cannot be read. */
    Optional<Candidate> find(String sha256, Path jar, String file, Instant modified) {
        try {
            return Optional.of(candidate(sha256, jar, file, modified));
        } catch (PluginFailure e) {
            return Optional.empty();
        }
    }

    // A file that is as it was when it was last read is not read again.
    private BundleStore.StoredJar stored(Path file) throws IOException, PluginFailure {
        FileStamp stamp = FileStamp.of(file);
        Optional<String> sha256 = known.digest(file, stamp);
        Optional<Path> kept = sha256.flatMap(store::find);
        if (kept.isPresent()) {
            return new BundleStore.StoredJar(sha256.orElseThrow(), kept.get());
        }
        BundleStore.StoredJar jar = store.add(file, JarInspector::readEveryEntry);
        if (FileStamp.of(file).equals(stamp)) {
            known.note(file, stamp, jar.sha256(), Instant.now());
        }
        return jar;
    }

    private static void readEveryEntry(Path jar) throws IOException, PluginFailure {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            long total = 0;
            byte[] buffer = new byte[8192];
            for (ZipEntry entry : zip.stream().toList()) {
                total += read(zip, entry, buffer, LARGEST - total);
            }
        }
    }

    // ZipFile itself does not compare checksums.
    private static long read(ZipFile zip, ZipEntry entry, byte[] buffer, long allowed)
            throws IOException, PluginFailure {
        long size = 0;
        try (InputStream in = zip.getInputStream(entry);
                CheckedInputStream checked = new CheckedInputStream(in, new CRC32())) {
            for (int read = checked.read(buffer); read >= 0; read = checked.read(buffer)) {
                size += read;
                if (size > allowed) {
                    throw new PluginFailure("unpacks to more than " + (LARGEST >> 20) + " MB");
                }
            }
            if (checked.getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException("the checksum of " + entry.getName() + " does not match");
            }
        }
        return size;
    }
}
