package dev.switchboard.osgi;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that was done to a plugin.
 *
 * @param who     who did it: a person, a caller, or {@code gateway} when it acted by itself
 * @param verb    what was asked, such as {@code install}
 * @param subject the bundle and its version, as far as known
 * @param outcome a sentence on what came of it
 */
public record PluginEvent(Instant at, String who, String verb, String subject, String outcome) {
    String line() {
        return String.join("\t", at.toString(), flat(who), flat(verb), flat(subject), flat(outcome));
    }

    static Optional<PluginEvent> parse(String line) {
        String[] fields = line.split("\t", -1);
        try {
            return fields.length == 5
                    ? Optional.of(new PluginEvent(Instant.parse(fields[0]), fields[1], fields[2], fields[3], fields[4]))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String flat(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
