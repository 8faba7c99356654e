package dev.switchboard.osgi;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The little the deployer needs of an OSGi framework. Bundles are numbers here, so that nobody holds on to one. */
interface BundleRuntime extends AutoCloseable {
    /** Puts a bundle beside whatever is there, whatever its name and version. */
    long install(Candidate candidate) throws PluginFailure;

    /** Resolves and starts it; may run the bundle's code. */
    void start(long bundle) throws PluginFailure;

    /** Loads a class of it; may run the bundle's code. */
    Class<?> load(long bundle, String className) throws ClassNotFoundException;

    /** The other bundles that it is wired to. */
    Set<Long> uses(long bundle);

    /** The names of platform threads that run its code. */
    List<String> threads(long bundle);

    /** From now on nothing new is wired to these. */
    void hide(Collection<Long> bundles);

    /** Takes {@link #hide} back. */
    void show(Collection<Long> bundles);

    /**
     * Stops and uninstalls, and drops the classes of those that nothing is wired to any more; the others' go when their last
     * user has gone.
     */
    void remove(Collection<Long> bundles);

    /** Stops everything. */
    @Override
    void close();
}
