package dev.switchboard.osgi;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns an installed bundle into a running one: resolves and starts it, makes its plugin and asks what it offers. */
final class PluginStarter {
    private final BundleRuntime runtime;
    private final StartJournal journal;
    private final Duration limit;
    private final InstantSource clock;

    PluginStarter(BundleRuntime runtime, StartJournal journal, Duration limit, InstantSource clock) {
        this.runtime = runtime;
        this.journal = journal;
        this.limit = limit;
        this.clock = clock;
    }

    /** Starts it, within the limit. */
    Generation start(Candidate candidate, long bundle) throws PluginFailure {
        return PluginCall.within(
                limit,
                "starting " + candidate.label(),
                () -> journal.during(candidate, () -> startHere(candidate, bundle)));
    }

    private Generation startHere(Candidate candidate, long bundle) throws Exception {
        runtime.start(bundle);
        Optional<Candidate.PluginEntry> entry = candidate.plugin();
        return entry.isPresent()
                ? startPlugin(candidate, bundle, entry.get())
                : new Generation(candidate, bundle, Optional.empty(), List.of(), clock.instant());
    }

    private Generation startPlugin(Candidate candidate, long bundle, Candidate.PluginEntry entry) throws Exception {
        Contributions contributions = Contributions.of(create(load(bundle, entry.className())));
        List<String> offers = contributions.names();
        InstalledPlugin plugin = new InstalledPlugin(entry.id(), candidate, journal, contributions);
        return new Generation(candidate, bundle, Optional.of(plugin), offers, clock.instant());
    }

    private Class<? extends Plugin> load(long bundle, String name) throws PluginFailure {
        Class<?> type;
        try {
            type = runtime.load(bundle, name);
        } catch (ClassNotFoundException e) {
            throw new PluginFailure("names the class " + name + " in its header " + GatewayPlugin.HEADER
                    + ", but that class cannot be loaded: " + PluginCall.describe(e));
        }
        if (!Plugin.class.isAssignableFrom(type)) {
            throw new PluginFailure("names the class " + name + " as its plugin, which "
                    + (hasOwnCopyOfTheSdk(type)
                            ? "implements another copy of the SDK; the bundle must import the SDK, not contain it"
                            : "does not implement " + Plugin.class.getName()));
        }
        return type.asSubclass(Plugin.class);
    }

    private static boolean hasOwnCopyOfTheSdk(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .anyMatch(implemented -> implemented.getName().equals(Plugin.class.getName()));
    }

    private static Plugin create(Class<? extends Plugin> type) throws Exception {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw new PluginFailure("names the class " + type.getName()
                    + " as its plugin, which is not a public class with a public constructor without parameters: "
                    + PluginCall.describe(e));
        } catch (InvocationTargetException e) {
            throw new PluginFailure("the constructor of " + type.getName() + " failed: " + PluginCall.describe(e));
        }
    }
}
