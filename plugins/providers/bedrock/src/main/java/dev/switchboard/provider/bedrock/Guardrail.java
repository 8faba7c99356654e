package dev.switchboard.provider.bedrock;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Locale;

/**
 * A guardrail of Bedrock's that every call of an instance passes.
 *
 * @param id      or ARN
 * @param version a number, or {@code DRAFT}
 * @param trace   whether replies tell what it found
 */
@Description("A guardrail of Bedrock's that every call passes.")
public record Guardrail(
        @Description("The guardrail's id or ARN.") String id,

        @Description("Its version: a number, or DRAFT.") @Default("DRAFT")
        String version,

        @Description("Whether replies tell what it found: disabled, enabled or enabled_full.") @Default("disabled")
        Trace trace) {
    /** Whether replies tell what a guardrail found. */
    public enum Trace {
        /** They do not. */
        DISABLED,
        /** They do. */
        ENABLED,
        /** They tell all that it looked for. */
        ENABLED_FULL
    }

    /** @throws IllegalArgumentException if a value cannot be one; the message is for the operator */
    public Guardrail {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: blank (expected: a guardrail's id or ARN)");
        }
        if (!version.matches("[1-9][0-9]{0,7}|DRAFT")) {
            throw new IllegalArgumentException("version: \"" + version + "\" (expected: a number, or DRAFT)");
        }
    }

    /** As {@code Converse} wants it, in the body. */
    JsonText json() {
        return new JsonWriter()
                .object()
                .string("guardrailIdentifier", id)
                .string("guardrailVersion", version)
                .string("trace", trace.name().toLowerCase(Locale.ROOT))
                .endObject()
                .text();
    }

    /** As {@code InvokeModel} wants it, in the head. */
    Headers headers() {
        return Headers.of(
                "x-amzn-bedrock-guardrailidentifier",
                id,
                "x-amzn-bedrock-guardrailversion",
                version,
                "x-amzn-bedrock-trace",
                trace.name());
    }
}
