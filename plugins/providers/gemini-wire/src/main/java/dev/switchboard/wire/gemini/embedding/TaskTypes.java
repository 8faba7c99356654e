package dev.switchboard.wire.gemini.embedding;

import dev.switchboard.spi.embedding.EmbeddingRequest.Task;

/** Google's names for what vectors are for. */
public final class TaskTypes {
    private TaskTypes() {}

    /** The name of a task. */
    public static String name(Task task) {
        return switch (task) {
            case QUERY -> "RETRIEVAL_QUERY";
            case DOCUMENT -> "RETRIEVAL_DOCUMENT";
            case CLASSIFICATION -> "CLASSIFICATION";
            case CLUSTERING -> "CLUSTERING";
            case SIMILARITY -> "SEMANTIC_SIMILARITY";
        };
    }
}
