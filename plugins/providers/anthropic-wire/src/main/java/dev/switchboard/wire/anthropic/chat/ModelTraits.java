package dev.switchboard.wire.anthropic.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model takes, as far as models of this format differ, by the generation in its name. A name that tells nothing, such as
 * that of another vendor's model, counts as one that takes what most do.
 *
 * <p>Sources: Anthropic's pages on extended and adaptive thinking, effort, structured outputs and system messages in the middle of
 * a conversation, as of November 2026.
 *
 * @param family     such as {@code opus}; empty if unknown
 * @param generation major and minor number as one, such as 406 for 4.6; 0 if unknown
 */
record ModelTraits(String family, int generation) {
    private static final int UNKNOWN = 0;
    /** {@code claude-opus-4-6}, {@code anthropic.claude-sonnet-4-20250514-v1:0}, {@code claude-opus-4.8}. */
    private static final Pattern FAMILY_FIRST =
            Pattern.compile("claude-([a-z]+)-(\\d{1,2})(?!\\d)(?:[-.](\\d{1,2})(?!\\d))?");
    /** {@code claude-3-7-sonnet-20250219}. */
    private static final Pattern NUMBER_FIRST = Pattern.compile("claude-(\\d)(?:[-.](\\d))?-([a-z]+)");

    static ModelTraits of(String model) {
        Matcher newer = FAMILY_FIRST.matcher(model);
        if (newer.find()) {
            return new ModelTraits(newer.group(1), generation(newer.group(2), newer.group(3)));
        }
        Matcher older = NUMBER_FIRST.matcher(model);
        return older.find()
                ? new ModelTraits(older.group(3), generation(older.group(1), older.group(2)))
                : new ModelTraits("", UNKNOWN);
    }

    private static int generation(String major, String minor) {
        return Integer.parseInt(major) * 100 + (minor == null ? 0 : Integer.parseInt(minor));
    }

    private boolean isUnknownOrFrom(int first) {
        return generation == UNKNOWN || generation >= first;
    }

    private boolean isUnknownOrBefore(int first) {
        return generation < first;
    }

    /** Whether it can think. */
    boolean thinks() {
        return isUnknownOrFrom(307);
    }

    /** Whether it takes a budget for its thinking. */
    boolean takesBudget() {
        return isUnknownOrBefore(407);
    }

    /** Whether it decides by itself how much to think. */
    boolean adapts() {
        return generation >= 406;
    }

    /** Whether it takes an effort. */
    boolean takesEffort() {
        return adapts() || generation == 405 && family.equals("opus");
    }

    /** Whether it can be held to a JSON schema. */
    boolean takesSchema() {
        return isUnknownOrFrom(405);
    }

    /** Whether sampling can be set at all. */
    boolean takesSampling() {
        return isUnknownOrBefore(407);
    }

    /** Whether both temperature and {@code top_p} may be set. */
    boolean takesBothSamplings() {
        return isUnknownOrBefore(401);
    }

    /** Whether a system message may stand among the others. */
    boolean takesSystemMessages() {
        return generation >= 408;
    }
}
