package dev.switchboard.accounts.model;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where secrets may be sent that a request does not bring itself. One that is stored goes to the hosts that it was stored with, one of
 * the environment or the file to its provider's own, and each to hosts that the operator lists; whoever could name another would
 * be told the secret by it. Only the operator's key may, and leaves a line in the log.
 */
public final class SecretHosts {
    private static final Set<String> ADDRESSES = Set.of("api_base", "base_url");
    private static final String CREDENTIAL = "litellm_credential_name";
    private static final String KEY = "api_key";

    private final List<String> listed;
    private final Logger log;

    /** @param listed hosts that the operator trusts with every secret; {@code *.} in front stands for all below */
    public SecretHosts(List<String> listed, Logger log) {
        this.listed = listed.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        this.log = log;
    }

    /** A secret that a request uses without bringing it, and the hosts that it was meant for. */
    private record Borrowed(String name, Set<String> hosts) {}

    /**
     * Looks at what would be stored or tried.
     *
     * @param before     what it replaces; an empty object for something new
     * @param credential the stored one that it names
     * @throws dev.switchboard.spi.error.GatewayException if a secret would go where it was not meant for
     */
    void check(Author author, EntityKind kind, ObjectNode wanted, ObjectNode before, Optional<Entry> credential) {
        ObjectNode members = Entry.section(kind, wanted);
        Map<String, String> addresses = addresses(members);
        if (addresses.isEmpty()) {
            return;
        }
        List<Borrowed> borrowed = borrowed(kind, members, Entry.section(kind, before), credential);
        addresses.forEach((field, host) -> borrowed.stream()
                .filter(secret -> !secret.hosts().contains(host) && !isListed(host))
                .findFirst()
                .ifPresent(secret -> meet(author, Entry.sectionName(kind) + "." + field, host, secret)));
    }

    private void meet(Author author, String field, String host, Borrowed secret) {
        if (author.operator()) {
            log.log(Level.WARNING, "the operator''s key lets {0} go to {1} ({2})", secret.name(), host, field);
            return;
        }
        String meant = secret.hosts().isEmpty()
                ? "no address, so that it goes to its provider"
                : String.join(" or ", secret.hosts());
        throw GatewayError.builder(
                        ErrorKind.PERMISSION,
                        field + ": \"" + host + "\" would be sent " + secret.name() + " (expected: " + meant
                                + "; a secret of the request's own; a host that accounts.secret-hosts lists; or the"
                                + " operator's key)")
                .param(field)
                .build()
                .asException();
    }

    private static List<Borrowed> borrowed(
            EntityKind kind, ObjectNode members, ObjectNode before, Optional<Entry> credential) {
        Set<String> known = Set.copyOf(addresses(before).values());
        List<Borrowed> borrowed = new ArrayList<>();
        members.properties().forEach(each -> {
            String name = each.getKey();
            boolean same = each.getValue().equals(before.get(name));
            if (SecretFields.isReference(each.getValue()) && !SecretFields.isHarmless(name)) {
                borrowed.add(new Borrowed(each.getValue().stringValue(), same ? known : Set.of()));
            } else if (same && SecretFields.isSecret(name, each.getValue())) {
                borrowed.add(new Borrowed("the stored " + name, known));
            }
        });
        Optional<String> named = Documents.text(members, CREDENTIAL);
        named.ifPresent(name -> {
            Set<String> hosts =
                    new HashSet<>(named.equals(Documents.text(before, CREDENTIAL)) ? known : Set.<String>of());
            credential.ifPresent(entry -> hosts.addAll(addresses(Entry.section(EntityKind.CREDENTIAL, entry.whole()))
                    .values()));
            borrowed.add(new Borrowed("the credential \"" + name + "\"", hosts));
        });
        if (kind == EntityKind.MODEL && named.isEmpty() && !members.has(KEY)) {
            borrowed.add(new Borrowed(
                    "the key that the environment has for the provider", before.has(KEY) ? Set.of() : known));
        }
        return borrowed;
    }

    /** The hosts that members name, by the members. What the environment says is the operator's own choice. */
    private static Map<String, String> addresses(ObjectNode members) {
        Map<String, String> hosts = new LinkedHashMap<>();
        members.properties().forEach(each -> {
            JsonNode value = each.getValue();
            boolean address = ADDRESSES.contains(each.getKey())
                    || each.getKey().endsWith("endpoint")
                    || value.isString() && value.stringValue().contains("://");
            if (address && value.isString() && !SecretFields.isReference(value)) {
                hosts.put(each.getKey(), host(value.stringValue()));
            }
        });
        return hosts;
    }

    private static String host(String address) {
        try {
            String host = URI.create(address.contains("://") ? address : "https://" + address)
                    .getHost();
            return host == null ? address : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private boolean isListed(String host) {
        return listed.stream()
                .anyMatch(each -> each.equals(host) || each.startsWith("*.") && host.endsWith(each.substring(1)));
    }
}
