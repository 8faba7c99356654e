package dev.switchboard.osgi;

/**
 * A plugin could not be deployed or did not do what was asked; the message is a sentence for the operator. It never carries
 * the plugin's own exception, whose class would keep the plugin's class loader alive.
 */
public final class PluginFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean curableByOthers;

    PluginFailure(String sentence) {
        this(sentence, false);
    }

    PluginFailure(String sentence, boolean curableByOthers) {
        super(sentence, null, false, false);
        this.curableByOthers = curableByOthers;
    }

    /** What is not done any more, since the gateway stops. @param what is not done: {@code making provider "acme"} */
    public static PluginFailure stopping(String what) {
        return new PluginFailure(what + " was given up because the gateway is stopping");
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Whether it is worth another try when another bundle has come or gone. */
    boolean curableByOthers() {
        return curableByOthers;
    }
}
