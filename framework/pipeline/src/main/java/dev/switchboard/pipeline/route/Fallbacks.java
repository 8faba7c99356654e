package dev.switchboard.pipeline.route;

import java.util.List;

/**
 * Models to go to when one cannot answer, in order, by why it could not.
 *
 * @param general       where all targets failed or are away
 * @param contextWindow where the request is too long
 * @param contentPolicy where the content was refused
 * @param most          so many models one call may go on to, 0 or more
 */
public record Fallbacks(List<String> general, List<String> contextWindow, List<String> contentPolicy, int most) {
    /** How many models a call may go on to unless the operator says otherwise. */
    public static final int USUALLY_MOST = 5;

    /** Nowhere to go. */
    public static final Fallbacks NONE = new Fallbacks(List.of(), List.of(), List.of());

    /** Lists of which a call may use the usual number. */
    public Fallbacks(List<String> general, List<String> contextWindow, List<String> contentPolicy) {
        this(general, contextWindow, contentPolicy, USUALLY_MOST);
    }

    /** Copies the lists. */
    public Fallbacks {
        general = List.copyOf(general);
        contextWindow = List.copyOf(contextWindow);
        contentPolicy = List.copyOf(contentPolicy);
    }

    /** Where to go for a remedy. */
    List<String> of(Remedy remedy) {
        return switch (remedy) {
            case RETRY -> general;
            case LARGER_WINDOW -> contextWindow;
            case OTHER_POLICY -> contentPolicy;
            case NONE -> List.of();
        };
    }

    /** Whether there is nowhere to go. */
    public boolean isEmpty() {
        return general.isEmpty() && contextWindow.isEmpty() && contentPolicy.isEmpty();
    }
}
