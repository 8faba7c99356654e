package dev.switchboard.osgi;

import dev.switchboard.spi.plugin.GatewayPlugin;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Says in a sentence why a bundle does not resolve, where the framework would print filters. */
final class ResolutionExplainer {
    private static final String PACKAGE = "osgi.wiring.package";
    private static final String EXTENDER = "osgi.extender";
    private static final String JAVA = "osgi.ee";

    private final BundleContext system;
    private final Predicate<Bundle> visible;

    /** @param visible whether a bundle may be wired to at all */
    ResolutionExplainer(BundleContext system, Predicate<Bundle> visible) {
        this.system = system;
        this.visible = visible;
    }

    /** What the bundle lacks; empty if each requirement by itself is met, so that they contradict each other. */
    Optional<String> explain(Bundle bundle) {
        return explain(bundle, new HashSet<>());
    }

    private Optional<String> explain(Bundle bundle, Set<Bundle> asked) {
        if (!asked.add(bundle)) {
            return Optional.empty();
        }
        List<BundleRequirement> mandatory = revision(bundle).stream()
                .flatMap(revision -> revision.getDeclaredRequirements(null).stream())
                .filter(requirement -> isMandatory(requirement))
                .toList();
        List<String> lacking = mandatory.stream()
                .filter(requirement -> providers(requirement).isEmpty())
                .map(this::sentence)
                .distinct()
                .toList();
        return lacking.isEmpty() ? explainProviders(mandatory, asked) : Optional.of(join(lacking));
    }

    // Everything is there; then one of those that offer it may itself lack something.
    private Optional<String> explainProviders(List<BundleRequirement> mandatory, Set<Bundle> asked) {
        return mandatory.stream()
                .map(this::providers)
                .filter(providers -> providers.stream().allMatch(ResolutionExplainer::isUnresolved))
                .flatMap(Collection::stream)
                .map(provider -> provider.getRevision().getBundle())
                .flatMap(provider -> explain(provider, asked)
                        .map(reason -> "needs the bundle " + label(provider) + ", which itself " + reason)
                        .stream())
                .findFirst();
    }

    private String sentence(BundleRequirement requirement) {
        return switch (requirement.getNamespace()) {
            case PACKAGE -> aboutPackage(new RequirementFilter(requirement, PACKAGE));
            case EXTENDER -> aboutGeneration(new RequirementFilter(requirement, EXTENDER));
            case JAVA ->
                "needs " + new RequirementFilter(requirement, JAVA).javaVersion() + ", this gateway runs on Java "
                        + Runtime.version().feature();
            default ->
                "needs " + requirement.getNamespace() + " "
                        + requirement.getDirectives().get("filter") + ", which nothing here offers";
        };
    }

    private String aboutPackage(RequirementFilter filter) {
        List<BundleCapability> offers = capabilities(PACKAGE)
                .filter(offer -> filter.name().equals(offer.getAttributes().get(PACKAGE)))
                .toList();
        String need = "needs " + filter.nameAndRange();
        if (offers.isEmpty()) {
            return need + ", which neither this gateway nor an installed bundle offers"
                    + (filter.name().startsWith("dev.switchboard.spi") ? ": it was built for another SDK" : "");
        }
        BundleCapability offer = offers.getFirst();
        boolean own = offer.getRevision().getBundle().getBundleId() == 0;
        String who =
                own ? "this gateway" : "the bundle " + label(offer.getRevision().getBundle());
        return need + ", " + who + " offers " + offer.getAttributes().get("version")
                + (filter.name().startsWith("dev.switchboard.spi") ? sdkHint(filter, offer) : "");
    }

    private static String sdkHint(RequirementFilter filter, BundleCapability offer) {
        boolean newer = filter.atLeast()
                .filter(floor ->
                        offer.getAttributes().get("version") instanceof Version version && floor.compareTo(version) > 0)
                .isPresent();
        return newer
                ? ": it was built for a newer SDK; update the gateway or take an older version of the plugin"
                : ": it was built for an older SDK; take a newer version of the plugin";
    }

    private String aboutGeneration(RequirementFilter filter) {
        return filter.name().equals(GatewayPlugin.EXTENDER)
                ? "needs a gateway of plugin generation" + filter.range() + ", this one is of generation "
                        + GatewayPlugin.GENERATION
                : "needs the extender " + filter.nameAndRange()
                        + ", which a gateway does not have: plugins are found by the annotation GatewayPlugin";
    }

    private List<BundleCapability> providers(BundleRequirement requirement) {
        return capabilities(requirement.getNamespace())
                .filter(requirement::matches)
                .toList();
    }

    private Stream<BundleCapability> capabilities(String namespace) {
        return Arrays.stream(system.getBundles())
                .filter(visible)
                .flatMap(bundle -> revision(bundle).stream())
                .flatMap(revision -> revision.getDeclaredCapabilities(namespace).stream());
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        return !"optional".equals(requirement.getDirectives().get("resolution"))
                && !"dynamic".equals(requirement.getDirectives().get("resolution"))
                && !"active".equals(requirement.getDirectives().get("effective"));
    }

    private static boolean isUnresolved(BundleCapability capability) {
        return capability.getRevision().getWiring() == null;
    }

    private static Optional<BundleRevision> revision(Bundle bundle) {
        return Optional.ofNullable(bundle.adapt(BundleRevision.class));
    }

    private static String label(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private static String join(List<String> sentences) {
        int shown = Math.min(sentences.size(), 5);
        String more = sentences.size() > shown ? "; and " + (sentences.size() - shown) + " more" : "";
        return sentences.stream().limit(shown).collect(Collectors.joining("; ")) + more;
    }
}
