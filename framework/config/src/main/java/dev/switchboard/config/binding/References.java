package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves the references in a text: {@code ${env:NAME}}, {@code ${env:NAME:-default}} and {@code ${file:path}}, whose
 * path is relative to the configuration file. <code>$${</code> stands for a plain <code>${</code>.
 *
 * @param environment the variables that may be referred to
 * @param base        the directory that relative paths of files start from
 */
public record References(Map<String, String> environment, Path base) {
    private static final int MAX_FILE_BYTES = 64 << 10;
    private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{(?:(env|file):([^}]*)})?");
    /** Names of variables and files that say of themselves that a secret is in them. */
    private static final Pattern SECRET =
            Pattern.compile("(key|token|secret|password|credentials?)(:-.*)?$|(^|/)secrets/", Pattern.CASE_INSENSITIVE);

    /** No environment; paths stay as they are. */
    public static final References NONE = new References(Map.of(), Path.of(""));

    public References {
        environment = Map.copyOf(environment);
    }

    /**
     * A text after resolution.
     *
     * @param sources what was read, such as {@code environment variable X}; empty if there was no reference
     * @param faults  why a reference could not be resolved; the text is not usable then
     * @param secret  whether what was read says by its name that it is a secret
     */
    record Resolved(String text, List<String> sources, List<String> faults, boolean secret) {
        /** A text without references. */
        Resolved(String text) {
            this(text, List.of(), List.of(), false);
        }
    }

    Resolved resolve(String text) {
        if (!text.contains("${")) {
            return new Resolved(text);
        }
        List<String> sources = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        StringBuilder out = new StringBuilder();
        boolean secret = false;
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(replacement(matcher, sources, faults)));
            secret |= matcher.group(1).isEmpty()
                    && matcher.group(3) != null
                    && SECRET.matcher(matcher.group(3)).find();
        }
        matcher.appendTail(out);
        return new Resolved(out.toString(), sources, faults, secret);
    }

    /** The files that a tree refers to, so that a change of them can be noticed. */
    public Set<Path> files(ConfigValue value) {
        Set<Path> files = new TreeSet<>();
        collectFiles(value, files);
        return files;
    }

    private void collectFiles(ConfigValue value, Set<Path> files) {
        switch (value) {
            case ConfigValue.Mapping mapping -> mapping.entries().forEach(e -> collectFiles(e.value(), files));
            case ConfigValue.Sequence sequence -> sequence.items().forEach(item -> collectFiles(item, files));
            case ConfigValue.Text text -> collectFiles(text.value(), files);
            case ConfigValue.Numeric _, ConfigValue.Bool _, ConfigValue.Null _ -> {}
        }
    }

    private void collectFiles(String text, Set<Path> files) {
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).isEmpty() && "file".equals(matcher.group(2))) {
                try {
                    files.add(base.resolve(matcher.group(3)));
                } catch (InvalidPathException e) {
                    // binding reports it
                }
            }
        }
    }

    private String replacement(Matcher reference, List<String> sources, List<String> faults) {
        if (!reference.group(1).isEmpty()) {
            return reference.group().substring(1);
        }
        String kind = reference.group(2);
        if (kind == null) {
            faults.add("'${' starts no known reference (expected: ${env:NAME}, ${env:NAME:-default} or ${file:path};"
                    + " write $${ for a plain ${)");
            return "";
        }
        String argument = reference.group(3);
        return kind.equals("env") ? variable(argument, sources, faults) : file(argument, sources, faults);
    }

    private String variable(String argument, List<String> sources, List<String> faults) {
        int dash = argument.indexOf(":-");
        String name = dash < 0 ? argument : argument.substring(0, dash);
        String value = environment.getOrDefault(name, "");
        if (!value.isEmpty()) {
            sources.add("environment variable " + name);
            return value;
        }
        if (dash < 0) {
            faults.add("environment variable " + name + " is " + (environment.containsKey(name) ? "empty" : "not set")
                    + " (set it, or write ${env:" + name + ":-default})");
            return "";
        }
        sources.add("default of ${env:" + name + "}");
        return argument.substring(dash + 2);
    }

    private String file(String argument, List<String> sources, List<String> faults) {
        try {
            Path path = base.resolve(argument);
            if (!Files.isRegularFile(path)) {
                faults.add("file " + path + " (expected: an existing file)");
            } else if (Files.size(path) > MAX_FILE_BYTES) {
                faults.add("file " + path + " has " + Files.size(path) + " bytes (expected: at most " + MAX_FILE_BYTES
                        + ")");
            } else {
                sources.add("file " + path);
                return Files.readString(path).stripTrailing();
            }
        } catch (IOException | InvalidPathException e) {
            faults.add("file " + argument + " cannot be read: " + e.getClass().getSimpleName());
        }
        return "";
    }
}
