package dev.switchboard.osgi;

import static org.osgi.framework.Constants.FRAMEWORK_BOOTDELEGATION;
import static org.osgi.framework.Constants.FRAMEWORK_BSNVERSION;
import static org.osgi.framework.Constants.FRAMEWORK_BSNVERSION_MULTIPLE;
import static org.osgi.framework.Constants.FRAMEWORK_STORAGE;
import static org.osgi.framework.Constants.FRAMEWORK_STORAGE_CLEAN;
import static org.osgi.framework.Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT;
import static org.osgi.framework.Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA;
import static org.osgi.framework.Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA;

import dev.switchboard.spi.plugin.GatewayPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An embedded Felix. Its cache starts empty each time: what runs follows from the bundle directory alone. */
final class FelixRuntime implements BundleRuntime {
    private static final Logger log = LoggerFactory.getLogger(FelixRuntime.class);
    private static final long STOP_SECONDS = 10;

    private final Framework framework;
    private final BundleContext context;
    private final FrameworkWiring wiring;
    private final HiddenBundles hidden = new HiddenBundles();
    private final ResolutionExplainer explainer;
    private final AtomicLong installations = new AtomicLong();

    private FelixRuntime(Framework framework) {
        this.framework = framework;
        this.context = framework.getBundleContext();
        this.wiring = framework.adapt(FrameworkWiring.class);
        this.explainer = new ResolutionExplainer(context, bundle -> !hidden.contains(bundle.getBundleId()));
        context.registerService(ResolverHookFactory.class, hidden, null);
    }

    /** Starts the framework with its cache in this directory. */
    static FelixRuntime start(Path cache) {
        Framework framework = new FrameworkFactory().newFramework(properties(cache));
        try {
            Files.createDirectories(cache);
            framework.init();
            framework.start();
            return new FelixRuntime(framework);
        } catch (BundleException | IOException e) {
            throw new IllegalStateException("the OSGi framework does not start with its cache in " + cache, e);
        }
    }

    private static Map<String, String> properties(Path cache) {
        return Map.of(
                FRAMEWORK_STORAGE,
                cache.toAbsolutePath().toString(),
                FRAMEWORK_STORAGE_CLEAN,
                FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                // Two versions of a bundle, or twice the same, side by side: an update has no gap.
                FRAMEWORK_BSNVERSION,
                FRAMEWORK_BSNVERSION_MULTIPLE,
                // A plugin sees what it imports and no more, whoever calls it.
                "felix.bootdelegation.implicit",
                "false",
                // JDK internals that libraries inside bundles reach for: flight recorder events, the vector API.
                FRAMEWORK_BOOTDELEGATION,
                "sun.*,com.sun.*,jdk.*",
                // No handler in static fields of the JDK.
                "felix.service.urlhandlers",
                "false",
                FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                SystemPackages.exports(),
                FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                "osgi.extender;osgi.extender=\"" + GatewayPlugin.EXTENDER + "\";version:Version=\""
                        + GatewayPlugin.GENERATION + "\"",
                // Bundles are resolved a few at a time, which is done before a second thread has woken.
                "felix.resolver.parallelism",
                "1",
                // Failures come as exceptions, which are reported; the framework's own log goes to standard output.
                "felix.log.level",
                "0");
    }

    @Override
    public long install(Candidate candidate) throws PluginFailure {
        String location = "switchboard:" + candidate.name() + "/" + installations.incrementAndGet();
        try (InputStream jar = Files.newInputStream(candidate.jar())) {
            return context.installBundle(location, jar).getBundleId();
        } catch (BundleException | IOException e) {
            throw new PluginFailure("cannot be installed: " + PluginCall.describe(e));
        }
    }

    @Override
    public void start(long id) throws PluginFailure {
        Bundle bundle = bundle(id);
        try {
            wiring.resolveBundles(Set.of(bundle));
            if (bundle.getState() == Bundle.INSTALLED) {
                Optional<String> explanation = explainer.explain(bundle);
                if (explanation.isPresent()) {
                    throw new PluginFailure("does not fit: it " + explanation.get(), true);
                }
            }
            bundle.start(Bundle.START_TRANSIENT);
        } catch (BundleException e) {
            boolean unresolved = e.getType() == BundleException.RESOLVE_ERROR;
            String what = unresolved ? "does not fit: " : "has an activator that failed: ";
            throw new PluginFailure(what + PluginCall.describe(e), unresolved);
        }
    }

    @Override
    public Class<?> load(long bundle, String className) throws ClassNotFoundException {
        return bundle(bundle).loadClass(className);
    }

    @Override
    public Set<Long> uses(long id) {
        BundleWiring wires = bundle(id).adapt(BundleWiring.class);
        if (wires == null) {
            return Set.of();
        }
        Set<Long> providers = new HashSet<>();
        for (BundleWire wire : wires.getRequiredWires(null)) {
            long provider = wire.getProvider().getBundle().getBundleId();
            if (provider != 0 && provider != id) {
                providers.add(provider);
            }
        }
        return providers;
    }

    @Override
    public List<String> threads(long id) {
        Bundle bundle = bundle(id);
        return platformThreads().stream()
                .filter(thread -> Arrays.stream(thread.getStackTrace()).anyMatch(frame -> holds(bundle, frame)))
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    // To get the stacks of all at once would stop all of them for as long as it takes.
    private static List<Thread> platformThreads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        // What does not fit in is left out.
        Thread[] threads = new Thread[root.activeCount() + 1];
        int count = root.enumerate(threads);
        while (count == threads.length) {
            threads = new Thread[count * 2];
            count = root.enumerate(threads);
        }
        return Arrays.asList(threads).subList(0, count);
    }

    // The loaders of bundles have no names, those of the JVM have.
    private static boolean holds(Bundle bundle, StackTraceElement frame) {
        return frame.getClassLoaderName() == null
                && frame.getModuleName() == null
                && bundle.getEntry(frame.getClassName().replace('.', '/') + ".class") != null;
    }

    @Override
    public void hide(Collection<Long> bundles) {
        hidden.hide(bundles);
    }

    @Override
    public void show(Collection<Long> bundles) {
        hidden.show(bundles);
    }

    @Override
    public void remove(Collection<Long> bundles) {
        for (long id : bundles) {
            uninstall(id);
        }
        Set<Bundle> unused = wiring.getRemovalPendingBundles().stream()
                .filter(bundle ->
                        wiring.getDependencyClosure(Set.of(bundle)).stream().allMatch(FelixRuntime::isUninstalled))
                .collect(Collectors.toSet());
        if (!unused.isEmpty()) {
            refresh(unused);
        }
        hidden.retain(existing());
    }

    // What is uninstalled but still wired to must stay hidden.
    private Set<Long> existing() {
        return Stream.concat(Arrays.stream(context.getBundles()), wiring.getRemovalPendingBundles().stream())
                .map(Bundle::getBundleId)
                .collect(Collectors.toSet());
    }

    private void uninstall(long id) {
        Bundle bundle = context.getBundle(id);
        if (bundle == null) {
            return;
        }
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            log.warn("the bundle {} did not go cleanly: {}", bundle, PluginCall.describe(e));
        }
    }

    private void refresh(Set<Bundle> bundles) {
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(bundles, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        try {
            if (!refreshed.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("the classes of {} were not dropped within {} s", bundles, STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isUninstalled(Bundle bundle) {
        return bundle.getState() == Bundle.UNINSTALLED;
    }

    private Bundle bundle(long id) {
        Bundle bundle = context.getBundle(id);
        if (bundle == null) {
            throw new IllegalStateException("bundle " + id + " is not installed");
        }
        return bundle;
    }

    @Override
    public void close() {
        try {
            framework.stop();
            FrameworkEvent event = framework.waitForStop(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            if (event.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                log.warn("the OSGi framework did not stop within {} s", STOP_SECONDS);
            }
        } catch (BundleException e) {
            log.warn("the OSGi framework did not stop cleanly: {}", PluginCall.describe(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
