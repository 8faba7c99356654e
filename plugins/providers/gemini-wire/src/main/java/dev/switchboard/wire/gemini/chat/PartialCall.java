package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts together the arguments of a call that come piece by piece, as Vertex AI sends them on demand: each piece names its place
 * by a JSON path of names and indexes.
 */
final class PartialCall {
    private static final Pattern STEP =
            Pattern.compile("\\.([^.\\[]+)|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\]|\\[(\\d+)\\]");

    private final Node root = new Node();
    private boolean goesOn = true;

    /** A place: with text or another value, or with places below it. */
    private static final class Node {
        private final Map<String, Node> members = new LinkedHashMap<>();
        private final Map<Integer, Node> elements = new TreeMap<>();
        private final StringBuilder text = new StringBuilder();
        private JsonText value = JsonText.NULL;
        private boolean isText;
    }

    /** Whether a call comes in pieces. */
    static boolean isPartial(JsonValue call) {
        return call.bool("willContinue").orElse(false)
                || call.get("partialArgs").isArray();
    }

    void add(JsonValue call) {
        call.get("partialArgs").elements().forEach(piece -> set(node(piece), piece));
        goesOn = call.bool("willContinue").orElse(false);
    }

    /** Whether pieces are missing. */
    boolean goesOn() {
        return goesOn;
    }

    private Node node(JsonValue piece) {
        Matcher step = STEP.matcher(piece.string("jsonPath").orElse(""));
        Node node = root;
        while (step.find()) {
            String index = step.group(4);
            if (index != null) {
                node = node.elements.computeIfAbsent(Integer.valueOf(index), any -> new Node());
            } else {
                String dotted = step.group(1);
                String name = dotted != null ? dotted : step.group(2) != null ? step.group(2) : step.group(3);
                node = node.members.computeIfAbsent(name, any -> new Node());
            }
        }
        return node;
    }

    private static void set(Node node, JsonValue piece) {
        piece.string("stringValue").ifPresent(more -> {
            node.isText = true;
            node.text.append(more);
        });
        for (String name : new String[] {"numberValue", "boolValue"}) {
            if (!piece.get(name).isNull()) {
                node.value = piece.get(name).text();
            }
        }
    }

    /** The whole object. */
    String arguments() {
        return root.members.isEmpty() ? "{}" : text(root);
    }

    private static String text(Node node) {
        if (!node.members.isEmpty()) {
            StringJoiner object = new StringJoiner(",", "{", "}");
            node.members.forEach((name, each) -> object.add(JsonText.string(name) + ":" + text(each)));
            return object.toString();
        } else if (!node.elements.isEmpty()) {
            StringJoiner array = new StringJoiner(",", "[", "]");
            node.elements.values().forEach(each -> array.add(text(each)));
            return array.toString();
        }
        return (node.isText ? JsonText.string(node.text.toString()) : node.value).text();
    }
}
