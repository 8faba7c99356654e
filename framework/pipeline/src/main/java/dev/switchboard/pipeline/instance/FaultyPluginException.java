package dev.switchboard.pipeline.instance;

/**
 * A plugin failed in a way that is no answer. Holds the texts of what it threw and never the object, whose class would keep a
 * plugin's classes alive.
 */
public final class FaultyPluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_TEXT = 300;

    private final String label;
    private final String fault;

    private FaultyPluginException(String label, String fault, String words) {
        super(label + " failed: " + fault + words);
        this.label = label;
        this.fault = fault;
    }

    /** It threw something. */
    static FaultyPluginException threw(String label, Throwable thrown) {
        FaultyPluginException failure =
                new FaultyPluginException(label, thrown.getClass().getSimpleName(), words(thrown));
        failure.setStackTrace(thrown.getStackTrace());
        return failure;
    }

    /** It did something else that it must not do. @param fault a few words for all to see */
    static FaultyPluginException of(String label, String fault) {
        return new FaultyPluginException(label, fault, "");
    }

    private static String words(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return "";
        }
        return ": " + (message.length() <= LONGEST_TEXT ? message : message.substring(0, LONGEST_TEXT) + "…");
    }

    /** What happened, in a few words that hold nothing of the exchange: the name of what was thrown, or why it was given up. */
    public String fault() {
        return fault;
    }

    /** Who failed, how and where, without any words of the plugin's, which may hold something of the exchange. */
    String summary() {
        StackTraceElement[] trace = getStackTrace();
        boolean threw = trace.length > 0 && !trace[0].getClassName().equals(FaultyPluginException.class.getName());
        return label + " failed: " + fault + (threw ? " at " + trace[0] : "");
    }

    /** The same of any failure. */
    public static String faultOf(Throwable failure) {
        return failure instanceof FaultyPluginException faulty
                ? faulty.fault()
                : failure.getClass().getSimpleName();
    }
}
