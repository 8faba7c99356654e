package dev.switchboard.provider.bedrock.converse;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as this format allows them, always the same for the same. One for each request. */
final class Names {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.:-]{1,64}");
    private static final int LONGEST_ID = 55;
    private static final int LONGEST_TITLE = 190;

    private final Set<String> documents = new HashSet<>();

    /** A tool use's id: itself if it is legal; else one derived from it, apart from others that look alike. */
    static String id(String id) {
        if (ID.matcher(id).matches()) {
            return id;
        }
        String clean = id.replaceAll("[^a-zA-Z0-9_.:-]", "_");
        return clean.substring(0, Math.min(clean.length(), LONGEST_ID)) + "_" + Integer.toHexString(id.hashCode());
    }

    /** A document's name: letters, digits, single spaces, hyphens, brackets; each once in a request. */
    String document(String title) {
        String clean = title.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "")
                .replaceAll("[^a-zA-Z0-9\\s()\\[\\]-]", "-")
                .replaceAll("\\s+", " ")
                .strip();
        String base = clean.isEmpty() ? "document" : clean.substring(0, Math.min(clean.length(), LONGEST_TITLE));
        String name = base;
        for (int number = 2; !documents.add(name); number++) {
            name = base + " " + number;
        }
        return name;
    }
}
