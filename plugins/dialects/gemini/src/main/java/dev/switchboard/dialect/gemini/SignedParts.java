package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.MemberListener;
import java.nio.charset.StandardCharsets;

/** Finds out, while a body is parsed, whether there are signatures in it; only then are they read. */
final class SignedParts implements MemberListener {
    private static final String MEMBER = "thoughtSignature";
    private static final byte[] NAME = MEMBER.getBytes(StandardCharsets.US_ASCII);

    private final Bytes body;
    private boolean signed;

    SignedParts(Bytes body) {
        this.body = body;
    }

    @Override
    public void member(int nameStart, int nameEnd, int valueStart) {
        signed |= nameEnd - nameStart == NAME.length
                && body.slice(nameStart, nameEnd).startsWith(NAME);
    }

    /** Whether one of another maker is among them, which no provider of this format can take. */
    boolean holdForeign() {
        return signed
                && JsonValue.parse(body).get("contents").elements().stream()
                        .flatMap(content -> content.get("parts").elements().stream())
                        .flatMap(part -> part.filled(MEMBER).stream())
                        .anyMatch(field ->
                                Signatures.read(field).of(GeminiDialect.FAMILY).isEmpty());
    }
}
