package dev.switchboard.osgi;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle's manifest says that its plugin needs. What is not declared is not limited. Immutable.
 *
 * @param egress  hosts, with a port or without, {@code *.} before a domain for all below it; {@code configured} for wherever the
 *                settings lead; empty list for none
 * @param content the most it sees of what goes in and out
 * @param secrets the names of the settings that may hold secrets, each for all below it, too; empty list for none
 */
public record Capabilities(Optional<List<String>> egress, Optional<Content> content, Optional<List<String>> secrets) {
    /** Hosts: {@code Switchboard-Egress: api.acme.com, *.acme.net:8443}, or {@code none}. */
    static final String EGRESS = "Switchboard-Egress";
    /** Among the hosts: also wherever the settings of an instance lead. */
    static final String CONFIGURED = "configured";
    /** {@code Switchboard-Content: none}, {@code metadata}, {@code text} or {@code whole}. */
    static final String CONTENT = "Switchboard-Content";
    /** Names of settings: {@code Switchboard-Secrets: api-key}. */
    static final String SECRETS = "Switchboard-Secrets";

    /** Nothing declared. */
    public static final Capabilities UNDECLARED =
            new Capabilities(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*(:\\d{1,5})?");
    private static final Pattern SETTING = Pattern.compile("[a-z0-9.-]+");
    private static final String NONE = "none";

    /** How much a plugin sees, each more than the one before. */
    public enum Content {
        /** Nothing of the exchanges. */
        NONE,
        /** Who, which model, how long: no words. */
        METADATA,
        /** The text. */
        TEXT,
        /** The bytes as they came. */
        WHOLE
    }

    /** Copies the lists. */
    public Capabilities {
        egress = egress.map(List::copyOf);
        secrets = secrets.map(List::copyOf);
    }

    static Capabilities of(Attributes headers) throws PluginFailure {
        return new Capabilities(
                egress(headers.getValue(EGRESS)),
                content(headers.getValue(CONTENT)),
                secrets(headers.getValue(SECRETS)));
    }

    private static Optional<List<String>> egress(@Nullable String header) throws PluginFailure {
        return list(EGRESS, header, HOST, "hosts such as api.acme.com, *.acme.net:8443, configured, or none");
    }

    private static Optional<List<String>> list(String name, @Nullable String header, Pattern each, String expected)
            throws PluginFailure {
        if (header == null) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (String part : header.strip().equals(NONE) ? List.<String>of() : Arrays.asList(header.split(","))) {
            String value = part.strip().toLowerCase(Locale.ROOT);
            if (!each.matcher(value).matches()) {
                throw wrong(name, header, expected);
            }
            values.add(value);
        }
        return Optional.of(values);
    }

    private static Optional<Content> content(@Nullable String header) throws PluginFailure {
        if (header == null) {
            return Optional.empty();
        }
        for (Content content : Content.values()) {
            if (content.name().toLowerCase(Locale.ROOT).equals(header.strip())) {
                return Optional.of(content);
            }
        }
        throw wrong(CONTENT, header, "none, metadata, text or whole");
    }

    private static Optional<List<String>> secrets(@Nullable String header) throws PluginFailure {
        return list(SECRETS, header, SETTING, "names of settings such as api-key, or none");
    }

    private static PluginFailure wrong(String name, String header, String expected) {
        return new PluginFailure("has the header '" + name + ": " + header + "' (expected: " + expected + ")");
    }

    /** Whether it may connect to an address. */
    public boolean reaches(URI address) {
        return egress.isEmpty() || egress.get().stream().anyMatch(pattern -> covers(pattern, address));
    }

    private static boolean covers(String pattern, URI address) {
        if (pattern.equals(CONFIGURED)) {
            return true;
        }
        int colon = pattern.indexOf(':');
        String name = colon < 0 ? pattern : pattern.substring(0, colon);
        String host = hostOf(address).toLowerCase(Locale.ROOT);
        boolean named = name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
        return named && (colon < 0 || port(address) == Integer.parseInt(pattern.substring(colon + 1)));
    }

    /** A host that stands for all below a domain is none to the JDK. */
    private static String hostOf(URI address) {
        return address.getHost() == null
                ? String.valueOf(address.getRawAuthority()).replaceFirst(":\\d+$", "")
                : address.getHost();
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equals(address.getScheme()) ? 443 : 80;
    }

    /** Whether it may see that much. */
    public boolean sees(Content much) {
        return content.isEmpty() || content.get().compareTo(much) >= 0;
    }

    /** For people: what it needs, or that it says nothing of that. */
    String declaration() {
        return equals(UNDECLARED) ? "nothing: it is not limited" : toString();
    }

    /** For people: {@code egress: api.acme.com; content: text; secrets: api-key}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add("egress: " + inWords(egress));
        parts.add("content: "
                + content.map(much -> much.name().toLowerCase(Locale.ROOT)).orElse("not declared"));
        parts.add("secrets: " + inWords(secrets));
        return String.join("; ", parts);
    }

    private static String inWords(Optional<List<String>> declared) {
        return declared.map(values -> values.isEmpty() ? NONE : String.join(", ", values))
                .orElse("not declared");
    }
}
