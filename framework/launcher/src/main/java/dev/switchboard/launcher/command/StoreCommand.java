package dev.switchboard.launcher.command;

import dev.switchboard.launcher.assembly.AccountsStore;
import dev.switchboard.launcher.gateway.ConfigInspection;
import dev.switchboard.launcher.gateway.GatewayOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Writes what the accounts keep to a file, reads it into others, and encrypts its secrets anew. */
final class StoreCommand {
    private static final List<String> VERBS = List.of("export", "import", "rotate-key");

    private final PrintStream out;

    StoreCommand(PrintStream out) {
        this.out = out;
    }

    int run(Arguments arguments, GatewayOptions options) {
        List<String> words = arguments.words();
        String verb = words.size() < 2 ? "" : words.get(1);
        if (!VERBS.contains(verb)) {
            throw new UsageException("store: " + (verb.isEmpty() ? "expected a word" : "unknown \"" + verb + "\"")
                    + " (known: " + String.join(", ", VERBS) + ")");
        }
        boolean needsFile = !verb.equals("rotate-key");
        arguments.atMost(needsFile ? 3 : 2);
        if (needsFile && words.size() < 3) {
            throw new UsageException("store " + verb + ": expected FILE");
        }
        try (ConfigInspection inspection = ConfigInspection.of(options)) {
            AccountsStore store = inspection.accounts(options.data());
            out.println(
                    needsFile
                            ? move(verb, Path.of(words.get(2)).toAbsolutePath(), store)
                            : store.rotateKey() + " secrets were encrypted anew; no other key is needed now");
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException("store " + verb + " failed: " + e.getMessage(), e);
        }
    }

    private static String move(String verb, Path file, AccountsStore store) throws IOException {
        return verb.equals("export")
                ? exportTo(file, store) + " rows are in " + file
                : importFrom(file, store) + " rows were read from " + file;
    }

    /** The file appears when it is whole, and never in the place of another. */
    private static long exportTo(Path file, AccountsStore store) throws IOException {
        if (Files.exists(file)) {
            throw new IllegalStateException(file + " exists already (expected: the name of a new file)");
        }
        Path beside = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            long rows;
            try (OutputStream stream = Files.newOutputStream(beside)) {
                rows = store.exportTo(stream);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            return rows;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static long importFrom(Path file, AccountsStore store) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(file + " is no file (expected: what store export wrote)");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return store.importFrom(stream);
        }
    }
}
