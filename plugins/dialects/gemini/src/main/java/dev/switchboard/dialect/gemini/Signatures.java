package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Signatures in {@code thoughtSignature}. The field holds bytes, and Google's SDKs decode it, so that a signature of another
 * maker stands there as base64 of its text with the maker before it. Gemini's own are as they came: they begin with a byte that
 * no maker's name does.
 */
final class Signatures {
    private static final Pattern OF_A_MAKER = Pattern.compile("[a-z][a-z0-9-]{0,30}:\\p{ASCII}*");

    private Signatures() {}

    static Signature read(String field) {
        String text = decoded(field);
        return OF_A_MAKER.matcher(text).matches()
                ? Signature.read(text, GeminiDialect.FAMILY)
                : new Signature(GeminiDialect.FAMILY, field);
    }

    static String write(Signature signature) {
        return signature
                .of(GeminiDialect.FAMILY)
                .orElseGet(() -> Base64.getEncoder()
                        .encodeToString(signature.textIn(GeminiDialect.FAMILY).getBytes(StandardCharsets.UTF_8)));
    }

    /** SDKs of some languages write base64 for addresses. */
    private static String decoded(String field) {
        try {
            byte[] bytes = Base64.getDecoder().decode(field.replace('-', '+').replace('_', '/'));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
