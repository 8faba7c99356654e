package dev.switchboard.osgi;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the version of a bundle that somebody means: the one there is, the one that serves, one to go back to. */
final class BundleVersions {
    private final BundleShelf shelf;
    private final Supplier<PluginReport> list;

    /** @param list how all bundles are */
    BundleVersions(BundleShelf shelf, Supplier<PluginReport> list) {
        this.shelf = shelf;
        this.list = list;
    }

    /** The highest version in the directory of what is called so, by symbolic name or plugin's id. */
    Candidate require(String name) throws PluginFailure {
        List<Candidate> present = shelf.scan().candidates();
        return present.stream()
                .filter(candidate -> candidate.isCalled(name))
                .max(Candidate.RANK)
                .orElseThrow(() ->
                        new PluginFailure("no bundle or plugin is called '" + name + "'; the bundle directory holds: "
                                + known(present.stream().map(Candidate::name))));
    }

    /** The version that is on trial. */
    Candidate requireTrial(String name) throws PluginFailure {
        Candidate highest = require(name);
        return shelf.scan()
                .onTrial(highest.name())
                .orElseThrow(() -> new PluginFailure("no version of " + highest.name() + " is on trial"));
    }

    /** The version that serves; the one that is present if none does. */
    Candidate serving(Candidate present) {
        return list.get().plugins().stream()
                .filter(status -> status.bundle().equals(present.name()) && status.serves())
                .flatMap(status -> shelf.find(status).stream())
                .findFirst()
                .orElse(present);
    }

    /** A version that serves, is present or kept. */
    Candidate named(Candidate serving, String version) throws PluginFailure {
        Optional<Candidate> present = Stream.concat(Stream.of(serving), shelf.all(serving.name()).stream())
                .filter(candidate -> candidate.isVersion(version))
                .findFirst();
        return present.isPresent() ? present.get() : rollbackTarget(serving, Optional.of(version));
    }

    /** The kept version to go back to. @param version which one; empty for the highest that is not above the one that serves */
    Candidate rollbackTarget(Candidate serving, Optional<String> version) throws PluginFailure {
        List<Candidate> kept = shelf.kept(serving.name()).stream()
                .filter(candidate -> !candidate.sameBytes(serving))
                .toList();
        Optional<Candidate> target = version.isPresent()
                ? kept.stream()
                        .filter(candidate -> candidate.isVersion(version.get()))
                        .reduce((earlier, later) -> later)
                : kept.stream()
                        .filter(candidate -> candidate.version().compareTo(serving.version()) <= 0)
                        .max(Comparator.comparing(Candidate::version).thenComparing(Candidate::modified));
        String wish = version.map(wanted -> "no version " + wanted).orElse("no version below " + serving.version());
        return target.orElseThrow(() -> new PluginFailure(wish + " of " + serving.name() + " is kept; kept are: "
                + known(kept.stream().map(Candidate::version))));
    }

    private static String known(Stream<?> values) {
        String text = values.map(String::valueOf).distinct().sorted().collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing" : text;
    }
}
