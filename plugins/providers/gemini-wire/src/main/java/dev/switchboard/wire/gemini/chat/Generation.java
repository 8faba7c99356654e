package dev.switchboard.wire.gemini.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of Google's conventions a model follows, as far as its name tells. */
enum Generation {
    /** Reasoning by budget; signatures may be missing. */
    TWO,
    /** Reasoning by level; calls must be signed. */
    THREE;

    private static final Pattern NUMBER = Pattern.compile("gemini-(\\d+)");

    /** Of a model by its name; the newer convention for names without a number, such as {@code gemini-flash-latest}. */
    static Generation of(String model) {
        Matcher number = NUMBER.matcher(model);
        if (number.find()) {
            return number.group(1).length() == 1 && number.group(1).charAt(0) < '3' ? TWO : THREE;
        }
        return model.startsWith("gemini-") ? THREE : TWO;
    }
}
