package dev.switchboard.wire.openai;

/** What OpenAI itself departs in; apart from the quirks, since most providers do without the file in which they stand. */
public final class OpenAiQuirks {
    /** As the file says that comes with this bundle. */
    public static final Quirks KNOWN = QuirksReader.openAi();

    private OpenAiQuirks() {}
}
