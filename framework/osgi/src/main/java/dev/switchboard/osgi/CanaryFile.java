package dev.switchboard.osgi;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** A {@link Canary} as a file of properties in the bundle directory. */
final class CanaryFile {
    private CanaryFile() {}

    static boolean isOne(String file) {
        return file.endsWith(Canary.SUFFIX);
    }

    /** The bundle that a file is about. */
    static String bundle(String file) {
        return file.substring(0, file.length() - Canary.SUFFIX.length());
    }

    static String name(String bundle) {
        return bundle + Canary.SUFFIX;
    }

    /** Reads it; one that makes no sense is one that is given up: nothing is promoted by mistake. */
    static Canary read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Canary.of(properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(name -> name, properties::getProperty)));
        } catch (IllegalArgumentException e) {
            return Canary.of(1).givenUp(file.getFileName() + ": " + e.getMessage());
        } catch (IOException e) {
            return Canary.of(1).givenUp(file.getFileName() + " cannot be read: " + PluginCall.describe(e));
        }
    }

    static void write(Path file, Canary canary) throws IOException {
        List<String> lines = canary.fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue().replace("\\", "\\\\"))
                .toList();
        AtomicFiles.write(file, incoming -> Files.write(incoming, lines));
    }
}
