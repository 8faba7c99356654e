package dev.switchboard.launcher.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The operator's key of a gateway whose configuration names none: made once, kept in a file that only its owner can read. */
final class OperatorKey {
    private static final int RANDOM_BYTES = 24;

    private OperatorKey() {}

    static Path file(Path data) {
        return data.resolve("operator.key");
    }

    /** The key in the data directory, which is made if there is none. */
    static String obtain(Path data) {
        Path file = file(data);
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the operator's key cannot be kept in " + file, e);
        }
    }

    private static void write(Path file) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String key = "sk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path beside = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "operator",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(beside, (key + "\n").getBytes(StandardCharsets.US_ASCII));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
