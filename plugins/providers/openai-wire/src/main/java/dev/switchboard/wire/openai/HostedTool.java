package dev.switchboard.wire.openai;

import dev.switchboard.spi.json.JsonText;
import java.util.Optional;

/**
 * How a request asks for a tool that the server runs itself.
 *
 * @param member the body member that does; empty for an element of {@code tools}
 * @param json   the member's value, or the element
 */
public record HostedTool(Optional<String> member, JsonText json) {}
