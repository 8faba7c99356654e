package dev.switchboard.config;

import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.schema.ProxyConfig;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The variables by which programs know their proxy. They stand below the file: they count where {@code egress.proxy} is
 * silent. What is laid into the tree is checked here, so that a problem names the variable.
 */
final class ProxyVariables {
    private static final String SECTION = "egress";
    private static final String PROXY = "proxy";
    private static final String PATH = SECTION + "." + PROXY + ".";
    private static final List<String> ADDRESSES = List.of("url", "https-url", "http-url");
    private static final List<String> VARIABLES = List.of("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY");

    private final Map<String, String> environment;
    private final Consumer<Problem> problems;

    ProxyVariables(Map<String, String> environment, Consumer<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The tree with what the variables say, where it says nothing. */
    Mapping under(Mapping root) {
        Mapping egress = section(root, SECTION);
        Mapping proxy = section(egress, PROXY);
        List<Entry> found = new ArrayList<>();
        boolean written = ADDRESSES.stream().anyMatch(key -> isWritten(proxy, key));
        if (!written) {
            found.addAll(addresses());
        }
        // Without a proxy nobody asks what goes past it, and a list that other programs understand stops no start.
        boolean wanted =
                written || VARIABLES.stream().anyMatch(name -> variable(name).isPresent());
        if (wanted && !isWritten(proxy, "direct")) {
            direct().ifPresent(found::add);
        }
        if (found.isEmpty() || isOdd(root, SECTION) || isOdd(egress, PROXY)) {
            return root;
        }
        Mapping filled = with(proxy, found);
        return with(root, List.of(entry(SECTION, with(egress, List.of(entry(PROXY, filled))))));
    }

    private List<Entry> addresses() {
        List<Entry> found = new ArrayList<>();
        Optional<Variable> https = variable("HTTPS_PROXY");
        Optional<Variable> http = variable("HTTP_PROXY");
        if (https.isEmpty() || http.isEmpty()) {
            variable("ALL_PROXY").flatMap(all -> address("url", all)).ifPresent(found::add);
        }
        https.flatMap(own -> address("https-url", own)).ifPresent(found::add);
        http.flatMap(own -> address("http-url", own)).ifPresent(found::add);
        return found;
    }

    private Optional<Entry> address(String key, Variable variable) {
        String value = variable.value().strip();
        String address = value.contains("://") ? value : "http://" + value;
        Optional<String> fault = fault(address);
        fault.ifPresent(message -> problem(key, variable, message, "egress.proxy.url"));
        return fault.isPresent() ? Optional.empty() : Optional.of(entry(key, text(address, variable)));
    }

    private static Optional<String> fault(String address) {
        try {
            return ProxyConfig.addressFault(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.of("not a URL (expected: one such as http://host:port)");
        }
    }

    private Optional<Entry> direct() {
        return variable("NO_PROXY").map(variable -> {
            List<ConfigValue> hosts = new ArrayList<>();
            Arrays.stream(variable.value().split("[,\\s]+"))
                    .filter(host -> !host.isEmpty())
                    .forEach(host -> host(variable, host).ifPresent(hosts::add));
            return entry("direct", new ConfigValue.Sequence(hosts, variable.origin()));
        });
    }

    private Optional<ConfigValue> host(Variable variable, String host) {
        Optional<String> fault = ProxyConfig.directFault(host);
        fault.ifPresent(message -> problem("direct", variable, message, "egress.proxy.direct"));
        return fault.isPresent() ? Optional.empty() : Optional.of(text(host, variable));
    }

    private void problem(String key, Variable variable, String message, String instead) {
        problems.accept(new Problem(
                variable.origin(),
                PATH + key,
                message + "; correct the variable, or set " + instead + ", which counts in its place"));
    }

    /** The one in use: as curl has it, the name in lower case first. */
    private Optional<Variable> variable(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .map(each -> new Variable(each, environment.getOrDefault(each, "")))
                .filter(each -> !each.value().isBlank())
                .findFirst();
    }

    private record Variable(String name, String value) {
        Origin origin() {
            return Origin.of("environment variable " + name);
        }
    }

    /** The value as it stands: it holds no references. */
    private static ConfigValue text(String value, Variable variable) {
        return new ConfigValue.Text(value.replace("${", "$${"), variable.origin());
    }

    private static boolean isWritten(Mapping mapping, String key) {
        return mapping.get(key)
                .filter(value -> !(value instanceof ConfigValue.Null))
                .isPresent();
    }

    private static boolean isOdd(Mapping mapping, String key) {
        return isWritten(mapping, key) && !(mapping.get(key).orElseThrow() instanceof Mapping);
    }

    private static Mapping section(Mapping mapping, String key) {
        return mapping.get(key)
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .orElseGet(() -> new Mapping(List.of(), mapping.origin()));
    }

    private static Entry entry(String key, ConfigValue value) {
        return new Entry(key, value, value.origin());
    }

    private static Mapping with(Mapping mapping, List<Entry> more) {
        List<Entry> entries = new ArrayList<>(mapping.entries());
        entries.removeIf(old -> more.stream().anyMatch(entry -> entry.key().equals(old.key())));
        entries.addAll(more);
        return new Mapping(entries, mapping.origin());
    }
}
