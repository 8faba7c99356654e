package dev.switchboard.spi.chat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider's proof that reasoning is its own, or reasoning that only it can read. It must come back unchanged and in its
 * place, to a provider of the same family.
 *
 * @param family the wire family of the maker, such as {@code anthropic}; lower case letters, digits and hyphens
 * @param value  as the maker wrote it
 */
public record Signature(String family, String value) {
    private static final Pattern PREFIX = Pattern.compile("([a-z][a-z0-9-]{0,30}):(.*)", Pattern.DOTALL);
    static final String IN_ID = "__sig__";

    /** Checks that nothing is null. */
    public Signature {
        Objects.requireNonNull(family);
        Objects.requireNonNull(value);
    }

    /**
     * Reads a signature from a field of a format.
     *
     * @param text what {@link #textIn} wrote, or the own family's value
     * @param own  the family whose values stand in that field without a prefix
     */
    public static Signature read(String text, String own) {
        Matcher prefixed = PREFIX.matcher(text);
        return prefixed.matches() ? new Signature(prefixed.group(1), prefixed.group(2)) : new Signature(own, text);
    }

    /** The text for a field of a format: with the family before it, unless it is the field's own. */
    public String textIn(String own) {
        return family.equals(own) ? value : family + ":" + value;
    }

    /** The value, if the maker is of that family. */
    public Optional<String> of(String wanted) {
        return family.equals(wanted) ? Optional.of(value) : Optional.empty();
    }

    /**
     * The id of a tool use with the signature in it, for formats that have no field for it: every client returns ids as they
     * are. Only letters, digits, hyphens and underscores are added.
     */
    public String inId(String id) {
        byte[] text = textIn("").getBytes(StandardCharsets.UTF_8);
        return id + IN_ID + Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** The signature in an id that {@link #inId} made. */
    public static Optional<Signature> fromId(String id) {
        int mark = id.indexOf(IN_ID);
        if (mark < 0) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(id.substring(mark + IN_ID.length()));
            return Optional.of(read(new String(text, StandardCharsets.UTF_8), ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The id as it was before {@link #inId}. */
    public static String bareId(String id) {
        return fromId(id).isPresent() ? id.substring(0, id.indexOf(IN_ID)) : id;
    }

    /** The size only: it stands for content. */
    @Override
    public String toString() {
        return "Signature[" + family + ", " + value.length() + " characters]";
    }
}
