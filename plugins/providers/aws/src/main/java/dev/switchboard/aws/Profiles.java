package dev.switchboard.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AWS's shared files, {@code ~/.aws/config} and {@code ~/.aws/credentials}, as they stand now; what both say the latter decides.
 *
 * @param usual    the profile of whoever names none
 * @param sections settings by profile
 */
record Profiles(String usual, Map<String, Map<String, String>> sections) {
    static Profiles read(Environment environment) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        add(file(environment, "AWS_CONFIG_FILE", "config"), true, sections);
        add(file(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials"), false, sections);
        return new Profiles(environment.variable("AWS_PROFILE").orElse("default"), sections);
    }

    private static Path file(Environment environment, String variable, String name) {
        return environment
                .variable(variable)
                .map(Path::of)
                .orElseGet(() -> environment.home().resolve(".aws").resolve(name));
    }

    private static void add(Path file, boolean prefixed, Map<String, Map<String, String>> sections) {
        Optional<String> section = Optional.empty();
        for (String line : lines(file)) {
            String text = line.replaceFirst("\\s[#;].*$", "").strip();
            boolean nested = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
            if (text.isEmpty() || text.startsWith("#") || text.startsWith(";") || nested) {
                continue; // settings of settings are none of ours
            }
            int equals = text.indexOf('=');
            if (text.startsWith("[")) {
                section = name(text.replaceAll("[\\[\\]]", "").strip(), prefixed);
            } else if (section.isPresent() && equals > 0) {
                sections.computeIfAbsent(section.get(), _ -> new LinkedHashMap<>())
                        .put(
                                text.substring(0, equals).strip(),
                                text.substring(equals + 1).strip());
            }
        }
    }

    /** In the configuration file sections of other sorts stand beside profiles. */
    private static Optional<String> name(String title, boolean prefixed) {
        if (!prefixed || title.equals("default")) {
            return Optional.of(title);
        }
        return title.startsWith("profile ")
                ? Optional.of(title.substring("profile ".length()).strip())
                : Optional.empty();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read (expected: AWS's shared file as UTF-8)", e);
        }
    }

    /** A profile's settings; empty if there is no such profile. */
    Optional<Map<String, String>> profile(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    /** The region of a profile. @param name the usual one if empty */
    Optional<String> region(Optional<String> name) {
        return profile(name.orElse(usual)).map(settings -> settings.get("region"));
    }

    /** The names only: the rest is secret. */
    @Override
    public String toString() {
        return "Profiles" + sections.keySet();
    }
}
