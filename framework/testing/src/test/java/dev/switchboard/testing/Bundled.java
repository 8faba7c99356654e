package dev.switchboard.testing;

import dev.switchboard.spi.plugin.Plugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plugins on the class path as the jars that are delivered. */
final class Bundled {
    private Bundled() {}

    /** The jar that a plugin comes from. */
    static Path jar(Plugin plugin) throws URISyntaxException {
        return Path.of(plugin.getClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** Copies the jars into a folder. */
    static void into(Path folder, Plugin... plugins) throws IOException, URISyntaxException {
        for (Plugin plugin : plugins) {
            Path jar = jar(plugin);
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
    }
}
