package dev.switchboard.osgi;

/**
 * Something an operator asks for, to be done or rehearsed.
 *
 * @param verb    for the history, such as {@code install}
 * @param subject what it is about, as the operator named it
 * @param steps   what to do
 */
public record PluginAction(String verb, String subject, Steps steps) {
    /** Does it. */
    @FunctionalInterface
    public interface Steps {
        /** Changes the directories. */
        PluginChange perform(BundleChanges changes) throws PluginFailure;
    }
}
