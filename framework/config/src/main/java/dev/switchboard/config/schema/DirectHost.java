package dev.switchboard.config.schema;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/** Hosts that are reached without a proxy: one entry of a list such as {@code NO_PROXY}. Names are not resolved. */
public sealed interface DirectHost {
    /** What an entry looks like, for messages. */
    String EXPECTED = "a host such as example.com, which stands for all below it, too, an address such as 10.0.0.7, a"
            + " network such as 10.0.0.0/8, a host or address with a port such as example.com:8443 or [::1]:8443, or *";

    /** @param host as in a URL; an IPv6 address with or without brackets @param port 1 to 65535 */
    boolean matches(String host, int port);

    /** @throws IllegalArgumentException if the text is no such entry; the message does not repeat it */
    static DirectHost parse(String text) {
        if (text.equals("*")) {
            return new Domain("", 0);
        }
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return network(text.substring(0, slash), text.substring(slash + 1));
        }
        Matcher matcher = DirectSyntax.HOST.matcher(text);
        if (!matcher.matches()) {
            return literal(text, 0).orElseThrow(DirectSyntax::fault);
        }
        int port = matcher.group("port") == null ? 0 : DirectSyntax.number(matcher.group("port"), 1, 65535);
        String host = matcher.group("host");
        return literal(host, port).orElseGet(() -> domain(host, port));
    }

    private static DirectHost network(String address, String bits) {
        InetAddress base = DirectSyntax.address(address).orElseThrow(DirectSyntax::fault);
        return new Network(base, DirectSyntax.number(bits, 0, base.getAddress().length * Byte.SIZE), 0);
    }

    private static Optional<DirectHost> literal(String host, int port) {
        return DirectSyntax.address(host)
                .map(address -> new Network(address, address.getAddress().length * Byte.SIZE, port));
    }

    private static DirectHost domain(String host, int port) {
        Matcher matcher = DirectSyntax.DOMAIN.matcher(host.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || DirectSyntax.isNumeric(host)) {
            throw DirectSyntax.fault();
        }
        return new Domain(matcher.group("name"), port);
    }

    /** A name and everything below it. @param name in lower case; empty for every host @param port 0 for all */
    record Domain(String name, int port) implements DirectHost {
        @Override
        public boolean matches(String host, int port) {
            if (this.port != 0 && this.port != port) {
                return false;
            }
            String lower = host.toLowerCase(Locale.ROOT);
            String asked = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
            return name.isEmpty() || asked.equals(name) || asked.endsWith("." + name);
        }
    }

    /** Addresses that begin alike. @param bits how many of the first bits count @param port 0 for all */
    record Network(InetAddress base, int bits, int port) implements DirectHost {
        @Override
        public boolean matches(String host, int port) {
            return (this.port == 0 || this.port == port)
                    && DirectSyntax.address(host).filter(this::contains).isPresent();
        }

        private boolean contains(InetAddress address) {
            byte[] wanted = base.getAddress();
            byte[] asked = address.getAddress();
            if (wanted.length != asked.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((wanted[bit / Byte.SIZE] ^ asked[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
