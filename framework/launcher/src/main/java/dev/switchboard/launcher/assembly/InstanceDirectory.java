package dev.switchboard.launcher.assembly;

import java.nio.file.Path;

/** Where an instance keeps its files. */
final class InstanceDirectory {
    private InstanceDirectory() {}

    /** @param data the directory for everything the gateway writes */
    static Path of(Path data, String kind, String name) {
        return data.resolve("plugins").resolve(kind.replace(' ', '-')).resolve(fileName(name));
    }

    /** A name as a directory's name: nothing in it can lead elsewhere, and no two names share one. */
    private static String fileName(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
        return safe.equals(name) ? name : safe + "-" + Integer.toHexString(name.hashCode());
    }
}
