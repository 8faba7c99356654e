package dev.switchboard.wire.openai.image;

/** Where servers have pictures. */
public final class ImagePaths {
    /** From words. */
    public static final String GENERATIONS = "/images/generations";

    /** From pictures and words. */
    public static final String EDITS = "/images/edits";

    /** From a picture. */
    public static final String VARIATIONS = "/images/variations";

    private ImagePaths() {}
}
