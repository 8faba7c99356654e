package dev.switchboard.accounts.store;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Where the store is. */
public sealed interface Place {
    /**
     * A database inside this process, in files of a directory.
     *
     * @param directory made if there is none
     * @param handover  where stores of the same directory in this process find each other: one has the files open, and lends
     *                  them to those that come until it is closed
     */
    record Embedded(Path directory, ConcurrentMap<String, Object> handover) implements Place {
        /** One that shares its files with no other in this process. */
        public Embedded(Path directory) {
            this(directory, new ConcurrentHashMap<>());
        }
    }

    /**
     * A MariaDB or MySQL server.
     *
     * @param url         {@code jdbc:mariadb://host:port/database}
     * @param connections how many there are at most, at least 2
     */
    record Server(String url, String user, String password, int connections) implements Place {
        /** @throws IllegalArgumentException if it is no such address, or the number is too small */
        public Server {
            if (!url.startsWith("jdbc:mariadb:")) {
                throw new IllegalArgumentException("database.url: \"" + url.replaceAll("\\?.*", "")
                        + "\" (expected: jdbc:mariadb://HOST:PORT/DATABASE, or none for the embedded store)");
            }
            if (connections < 2) {
                throw new IllegalArgumentException("database.connections: " + connections + " (expected: 2 or more)");
            }
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return url.replaceAll("\\?.*", "");
        }
    }
}
