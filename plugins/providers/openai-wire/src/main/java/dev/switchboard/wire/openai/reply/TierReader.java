package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Finds the tier of service that a reply names, beside its usage or in it. The ordinary tier goes without a name. */
public final class TierReader {
    private static final byte[] NAME = "\"service_tier\"".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> ORDINARY = Set.of("default", "auto", "standard", "on_demand");
    /** The member stands near the usage, at the end of a reply. */
    private static final int END = 2048;

    private TierReader() {}

    /** Usage with the tier that its reply names, unless it names one itself. */
    public static Usage name(Usage usage, JsonValue reply) {
        return usage.serviceTier().isPresent() ? usage : usage.withServiceTier(read(reply));
    }

    /** The tier in an object that is read already. */
    static Optional<String> read(JsonValue object) {
        return object.string("service_tier").filter(TierReader::isSpecial);
    }

    /** Whether a tier has a name to be told. */
    public static boolean isSpecial(String tier) {
        return !ORDINARY.contains(tier);
    }

    /** The tier near the end of a reply, which is not read. Inside a string the quotes of the name would be escaped. */
    public static Optional<String> find(Bytes body) {
        int at = body.indexOf(NAME, Math.max(0, body.length() - END));
        if (at < 1 || body.at(at - 1) == '\\') {
            return Optional.empty();
        }
        String rest = body.slice(at + NAME.length, Math.min(body.length(), at + NAME.length + 32))
                .utf8();
        String[] parts = rest.split("\"", 3);
        return parts.length == 3 && parts[0].strip().equals(":") && isSpecial(parts[1])
                ? Optional.of(parts[1])
                : Optional.empty();
    }
}
