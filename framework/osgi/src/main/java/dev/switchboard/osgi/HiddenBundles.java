package dev.switchboard.osgi;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps what is being replaced out of new wirings; the resolver would prefer it, since it is already resolved. Also lets
 * two versions of a singleton run side by side, without which it could not be replaced without a gap.
 */
final class HiddenBundles implements ResolverHookFactory, ResolverHook {
    private final Set<Long> hidden = ConcurrentHashMap.newKeySet();

    void hide(Collection<Long> bundles) {
        hidden.addAll(bundles);
    }

    void show(Collection<Long> bundles) {
        hidden.removeAll(bundles);
    }

    /** Forgets those that no longer exist. */
    void retain(Collection<Long> existing) {
        hidden.retainAll(existing);
    }

    boolean contains(long bundle) {
        return hidden.contains(bundle);
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (!isHidden(requirement.getRevision())) {
            candidates.removeIf(candidate -> isHidden(candidate.getRevision()));
        }
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        collisions.clear();
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // All may resolve.
    }

    @Override
    public void end() {
        // Nothing is kept between begin and end.
    }

    private boolean isHidden(BundleRevision revision) {
        return hidden.contains(revision.getBundle().getBundleId());
    }
}
