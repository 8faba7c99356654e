package dev.switchboard.pipeline.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what stands at a path. Paths without variables are looked up; templates are tried in the order they were added. Nothing
 * stands at a path that is a template itself, such as {@code /files/{id}}: whoever asks for it forgot the value.
 * Immutable once built.
 *
 * @param <T> what stands at a path
 */
public final class PathRouter<T> {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(\\.\\.\\.)?}");
    /** A variable that somebody forgot to put a value in place of. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

    private final Map<String, Map<String, T>> exact;
    private final List<Template<T>> templates;

    private PathRouter(Map<String, Map<String, T>> exact, List<Template<T>> templates) {
        this.exact = exact;
        this.templates = templates;
    }

    private record Template<T>(Pattern pattern, List<String> names, String method, T value) {}

    /**
     * What a look-up found.
     *
     * @param value     what stands there, or null
     * @param variables the decoded parts of the path that variables stand for
     * @param methods   the methods that the path has; empty if there is no such path
     */
    public record Match<T>(@Nullable T value, Map<String, String> variables, Set<String> methods) {}

    /** Starts without any path. */
    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /** Looks a path up; {@code HEAD} finds what {@code GET} would. */
    public Match<T> find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        Map<String, T> methods = exact.get(path);
        if (methods != null) {
            return new Match<>(methods.get(wanted), Map.of(), methods.keySet());
        }
        return templates.isEmpty() ? new Match<>(null, Map.of(), Set.of()) : findTemplate(wanted, path);
    }

    private Match<T> findTemplate(String method, String path) {
        Set<String> methods = new TreeSet<>();
        for (Template<T> template : templates) {
            Matcher matcher = template.pattern().matcher(path);
            if (matcher.matches()) {
                Map<String, String> variables = variables(template, matcher);
                if (variables.values().stream().anyMatch(PLACEHOLDER.asMatchPredicate())) {
                    continue;
                }
                methods.add(template.method());
                if (template.method().equals(method)) {
                    return new Match<>(template.value(), variables, methods);
                }
            }
        }
        return new Match<>(null, Map.of(), methods);
    }

    private static Map<String, String> variables(Template<?> template, Matcher matcher) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < template.names().size(); i++) {
            variables.put(template.names().get(i), decode(matcher.group(i + 1)));
        }
        return variables;
    }

    /** Percent-decoding of a path, where a plus is a plus. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Collects paths. Not safe for use by several threads. */
    public static final class Builder<T> {
        private final Map<String, Map<String, T>> exact = new HashMap<>();
        private final List<Template<T>> templates = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a path.
         *
         * @param template its variables are lower-case letters in braces, which stand for what is between two slashes, or for
         *     the rest with {@code ...} after them
         * @throws IllegalArgumentException if the same method and path was added before, or braces hold no variable
         */
        public Builder<T> add(String method, String template, T value) {
            boolean taken;
            Matcher variable = VARIABLE.matcher(template);
            String fixed = variable.replaceAll("");
            if (fixed.indexOf('{') >= 0 || fixed.indexOf('}') >= 0) {
                throw new IllegalArgumentException("path " + method + " " + template
                        + " (expected: variables of lower-case letters, such as {id} or {id...})");
            }
            if (variable.reset().find()) {
                Template<T> compiled = compile(method, template, value);
                taken = templates.stream()
                        .anyMatch(other -> other.method().equals(method)
                                && other.pattern()
                                        .pattern()
                                        .equals(compiled.pattern().pattern()));
                templates.add(compiled);
            } else {
                taken = exact.computeIfAbsent(template, ignored -> new HashMap<>())
                                .put(method, value)
                        != null;
            }
            if (taken) {
                throw new IllegalArgumentException("path " + method + " " + template + " is offered twice");
            }
            return this;
        }

        /** The router. */
        public PathRouter<T> build() {
            return new PathRouter<>(Map.copyOf(exact), List.copyOf(templates));
        }

        private static <T> Template<T> compile(String method, String template, T value) {
            StringBuilder regex = new StringBuilder();
            List<String> names = new ArrayList<>();
            Matcher variable = VARIABLE.matcher(template);
            int from = 0;
            while (variable.find()) {
                regex.append(Pattern.quote(template.substring(from, variable.start())));
                regex.append(variable.group(2) == null ? "([^/]+?)" : "(.+?)");
                names.add(variable.group(1));
                from = variable.end();
            }
            regex.append(Pattern.quote(template.substring(from)));
            return new Template<>(Pattern.compile(regex.toString()), List.copyOf(names), method, value);
        }
    }
}
