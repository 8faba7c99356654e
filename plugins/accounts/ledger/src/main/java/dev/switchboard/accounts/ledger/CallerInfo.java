package dev.switchboard.accounts.ledger;

import dev.switchboard.spi.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asked. Immutable; most calls of a key have the same one, so what is made of it is made once.
 */
public final class CallerInfo {
    /** Nobody. */
    public static final CallerInfo UNKNOWN = new CallerInfo("", Map.of(), Optional.empty(), List.of());

    private final String id;
    private final Map<String, String> attributes;
    private final Optional<String> endUser;
    private final List<String> tags;
    private final int hash;
    private volatile @Nullable JsonText json;

    /**
     * Copies and cuts.
     *
     * @param id         the caller's id
     * @param attributes what the identity knows of them, such as {@code key}, {@code team}, {@code organization}
     * @param endUser    the end user they named
     * @param tags       labels they gave
     */
    public CallerInfo(String id, Map<String, String> attributes, Optional<String> endUser, List<String> tags) {
        this.id = Texts.cut(id);
        this.attributes = Texts.cut(attributes);
        this.endUser = endUser.map(Texts::cut);
        this.tags = Texts.cut(tags);
        this.hash = List.of(this.id, this.attributes, this.endUser, this.tags).hashCode();
    }

    /** The caller's id. */
    public String id() {
        return id;
    }

    /** What the identity knows of them. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** The end user they named. */
    public Optional<String> endUser() {
        return endUser;
    }

    /** Labels they gave. */
    public List<String> tags() {
        return tags;
    }

    /** As it stands in an entry of a log. */
    JsonText json() {
        JsonText known = json;
        if (known == null) {
            known = EntryCodec.write(this);
            json = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof CallerInfo that
                        && hash == that.hash
                        && id.equals(that.id)
                        && attributes.equals(that.attributes)
                        && endUser.equals(that.endUser)
                        && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "CallerInfo[" + id + "]";
    }
}
