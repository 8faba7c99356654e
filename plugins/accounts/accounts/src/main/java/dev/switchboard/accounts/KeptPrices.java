package dev.switchboard.accounts;

import dev.switchboard.accounts.pricing.PriceFeed;
import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The last good price list of one place, in a file. A list from another place is another file: who names a new place does not want
 * the old one's prices. A file that cannot be read or written is told of, and does no harm.
 */
final class KeptPrices implements PriceFeed.Kept {
    private final Path file;
    private final System.Logger logger;

    /** @param place where the list comes from */
    KeptPrices(Path directory, String place, System.Logger logger) {
        this.file =
                directory.resolve("prices-" + UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)) + ".json");
        this.logger = logger;
    }

    @Override
    public Optional<Bytes> last() {
        try {
            return Optional.of(Bytes.wrap(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            logger.log(Level.WARNING, "the price list kept before this start cannot be read: {0}", e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void keep(Bytes list) {
        try {
            Path beside = Files.createTempFile(file.getParent(), "prices", ".tmp");
            try {
                try (OutputStream out = Files.newOutputStream(beside)) {
                    list.writeTo(out);
                }
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            logger.log(Level.WARNING, "the price list cannot be kept for the next start: {0}", e.toString());
        }
    }

    @Override
    public String howToForget() {
        return "delete " + file + " and start again";
    }
}
