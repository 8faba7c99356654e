package dev.switchboard.config.schema;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a {@link DirectHost} is written. */
final class DirectSyntax {
    static final Pattern HOST = Pattern.compile("(?<host>\\[[^\\[\\]]+]|[^:\\[\\]]+)(:(?<port>[0-9]{1,5}))?");
    static final Pattern DOMAIN = Pattern.compile("(\\*?\\.)?(?<name>[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*)\\.?");

    private DirectSyntax() {}

    static Optional<InetAddress> address(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.indexOf(':') < 0 && !isNumeric(bare)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean isNumeric(String host) {
        return host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    static int number(String text, int least, int most) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw fault();
        }
        return Integer.parseInt(text);
    }

    static IllegalArgumentException fault() {
        return new IllegalArgumentException("no host (expected: " + DirectHost.EXPECTED + ")");
    }
}
