package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that keeps the bytes it came as, with a view of its top-level members.
 *
 * <p>{@link #parse} checks the whole text once (grammar, UTF-8, at most 512 levels, no member named twice at the top
 * level) but builds nothing below the top level. {@link #edit} replaces, adds or removes top-level members and copies
 * everything else byte for byte. Immutable.
 */
public final class JsonDocument {
    private static final byte[] OPENING = {'{'};

    private final Bytes bytes;
    private final List<Member> members;
    private final JsonSpans spans;

    private JsonDocument(Bytes bytes, List<Member> members, JsonSpans spans) {
        this.bytes = bytes;
        this.members = members;
        this.spans = spans;
    }

    /** One top-level member: where its name starts, and its value's first byte and the byte behind it. */
    private record Member(String name, int start, int valueStart, int valueEnd) {}

    /**
     * Reads an object.
     *
     * @throws JsonSyntaxException if the bytes are not one JSON object within the limits
     */
    public static JsonDocument parse(Bytes bytes) {
        return parse(bytes, MemberListener.NONE);
    }

    /**
     * Reads an object and tells of its members at every depth.
     *
     * @throws JsonSyntaxException if the bytes are not one JSON object within the limits
     */
    public static JsonDocument parse(Bytes bytes, MemberListener listener) {
        return parse(bytes, new JsonScanner(bytes, listener));
    }

    /**
     * An object within text that was checked.
     *
     * @throws JsonSyntaxException if it has a member twice
     */
    static JsonDocument within(JsonValue object) {
        return parse(object.bytes(), object.scanner());
    }

    private static JsonDocument parse(Bytes bytes, JsonScanner scanner) {
        int i = scanner.skipSpace(scanner.start());
        if (scanner.peek(i) != '{') {
            throw scanner.fault("an object", i);
        }
        List<Member> members = new ArrayList<>();
        i = scanner.skipSpace(i + 1);
        if (scanner.peek(i) == '}') {
            i++;
        } else {
            i = readMembers(scanner, i, members);
        }
        scanner.checkNothingFollows(i);
        return new JsonDocument(bytes, members, scanner.spans());
    }

    private static int readMembers(JsonScanner scanner, int from, List<Member> members) {
        int base = scanner.start();
        int i = from;
        while (true) {
            int start = i;
            if (scanner.peek(i) != '"') {
                throw scanner.fault("a name in double quotes", i);
            }
            int nameEnd = scanner.skipString(i);
            String name = scanner.text(start, nameEnd);
            int valueStart = scanner.skipSpace(scanner.expect(':', scanner.skipSpace(nameEnd)));
            scanner.tell(start, nameEnd, valueStart);
            int valueEnd = scanner.skipValue(valueStart);
            if (indexOf(members, name) >= 0) {
                throw scanner.fault("\"" + name + "\" only once", start);
            }
            members.add(new Member(name, start - base, valueStart - base, valueEnd - base));
            i = scanner.skipSpace(valueEnd);
            int behind = scanner.peek(i);
            if (behind == '}') {
                return i + 1;
            } else if (behind != ',') {
                throw scanner.fault("',' or '}'", i);
            }
            i = scanner.skipSpace(i + 1);
        }
    }

    private static int indexOf(List<Member> members, String name) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The text it was read from, byte for byte. */
    public Bytes bytes() {
        return bytes;
    }

    /** The names of the top-level members, in their order. */
    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    /** Whether there is a top-level member of that name, {@code null} valued or not. */
    public boolean has(String name) {
        return indexOf(members, name) >= 0;
    }

    /** The bytes of a member's value. */
    public Optional<Bytes> value(String name) {
        return member(name).map(JsonValue::bytes);
    }

    /** A member's value. */
    Optional<JsonValue> member(String name) {
        int index = indexOf(members, name);
        if (index < 0) {
            return Optional.empty();
        }
        Member member = members.get(index);
        return Optional.of(JsonValue.within(bytes.slice(member.valueStart(), member.valueEnd()), spans));
    }

    /** The text of a member's value. */
    public Optional<JsonText> text(String name) {
        return member(name).map(JsonValue::text);
    }

    /** The value of a member that is a string; empty if it is absent or something else. */
    public Optional<String> string(String name) {
        return member(name).flatMap(JsonValue::string);
    }

    /** The value of a member that is a boolean; empty if it is absent or something else. */
    public Optional<Boolean> bool(String name) {
        return member(name).flatMap(JsonValue::bool);
    }

    /** The value of a member that is an object; empty if it is absent or something else. */
    public Optional<JsonDocument> object(String name) {
        return member(name).filter(JsonValue::isObject).map(JsonDocument::within);
    }

    /** Starts a list of changes; the document itself never changes. */
    public Editor edit() {
        return new Editor();
    }

    @Override
    public String toString() {
        return "JsonDocument" + names();
    }

    /** Changes to the top level of one document. Not safe for use by several threads. */
    public final class Editor {
        /** By name: the new value, or empty to remove. */
        private final Map<String, Optional<JsonText>> changes = new LinkedHashMap<>();

        private Editor() {}

        /** Replaces the member's value in its place, or adds the member at the end. */
        public Editor set(String name, JsonText value) {
            changes.put(name, Optional.of(value));
            return this;
        }

        /** Adds the member unless the document, or an earlier change, has one of that name. */
        public Editor setIfAbsent(String name, JsonText value) {
            if (!changes.containsKey(name) && !has(name)) {
                set(name, value);
            }
            return this;
        }

        /** Removes the member if there is one. */
        public Editor remove(String name) {
            changes.put(name, Optional.empty());
            return this;
        }

        /** The document that is being edited, without the changes. */
        public JsonDocument original() {
            return JsonDocument.this;
        }

        /** The changed text: everything that no change names is copied byte for byte. */
        public Bytes build() {
            return changes.isEmpty() ? bytes : assemble();
        }

        private Bytes assemble() {
            List<Bytes> parts = new ArrayList<>();
            int open = members.isEmpty()
                    ? bytes.indexOf(OPENING, 0) + 1
                    : members.getFirst().start();
            parts.add(bytes.slice(0, open));
            boolean first = true;
            int previousEnd = open;
            for (Member member : members) {
                Optional<JsonText> change = changes.get(member.name());
                if (change == null || change.isPresent()) {
                    if (!first) {
                        parts.add(bytes.slice(previousEnd, member.start()));
                    }
                    addMember(parts, member, change);
                    first = false;
                }
                previousEnd = member.valueEnd();
            }
            addNewMembers(parts, first);
            parts.add(bytes.slice(previousEnd, bytes.length()));
            return Bytes.concat(parts.toArray(Bytes[]::new));
        }

        private void addMember(List<Bytes> parts, Member member, @Nullable Optional<JsonText> change) {
            if (change == null) {
                parts.add(bytes.slice(member.start(), member.valueEnd()));
            } else {
                parts.add(bytes.slice(member.start(), member.valueStart()));
                parts.add(change.orElseThrow().bytes());
            }
        }

        private void addNewMembers(List<Bytes> parts, boolean noneBefore) {
            boolean first = noneBefore;
            for (Map.Entry<String, Optional<JsonText>> change : changes.entrySet()) {
                if (change.getValue().isPresent() && !has(change.getKey())) {
                    String name = JsonText.string(change.getKey()).text();
                    parts.add(Bytes.utf8((first ? "" : ",") + name + ":"));
                    parts.add(change.getValue().get().bytes());
                    first = false;
                }
            }
        }
    }
}
