package dev.switchboard.launcher.gateway;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.switchboard.http.edge.EdgeResources;
import dev.switchboard.http.upstream.EgressList;
import dev.switchboard.http.upstream.JettyTransport;
import dev.switchboard.http.upstream.TransportConfig;
import dev.switchboard.http.upstream.TransportOutbound;
import dev.switchboard.launcher.assembly.Assembler;
import dev.switchboard.launcher.assembly.KernelPages;
import dev.switchboard.launcher.assembly.PluginMeters;
import dev.switchboard.osgi.PluginAdmin;
import dev.switchboard.pipeline.HealthChecks;
import dev.switchboard.pipeline.Pipeline;
import dev.switchboard.pipeline.builtin.HealthPages;
import dev.switchboard.pipeline.builtin.ModelHealthPages;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.pipeline.world.World;
import dev.switchboard.spi.runtime.RuntimeConfig;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** How the parts of a gateway are put together. Every binding is explicit and a singleton; nothing is found by itself. */
final class GatewayModule extends AbstractModule {
    /** Each thread's own, so that nobody waits for chance. */
    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    private static final long MAX_OUTBOUND_REPLY = 8 << 20;

    private final GatewayOptions options;
    private final Readiness readiness;

    GatewayModule(GatewayOptions options, Readiness readiness) {
        this.options = options;
        this.readiness = readiness;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
        binder().disableCircularProxies();
        bind(InstantSource.class).toInstance(InstantSource.system());
        bind(GatewayOptions.class).toInstance(options);
        bind(Readiness.class).toInstance(readiness);
    }

    @Provides
    @Singleton
    EdgeResources edgeResources() {
        return new EdgeResources();
    }

    @Provides
    @Singleton
    EgressList egressList() {
        return new EgressList();
    }

    @Provides
    @Singleton
    ProxyList proxyList() {
        return new ProxyList();
    }

    @Provides
    @Singleton
    JettyTransport jettyTransport(EgressList egress, ProxyList proxies) {
        return new JettyTransport(TransportConfig.DEFAULTS.withEgress(egress).withProxy(proxies));
    }

    @Provides
    @Singleton
    UpstreamTransport transport(JettyTransport transport) {
        return transport;
    }

    @Provides
    @Singleton
    BodyMemory bodyMemory() {
        return new BodyMemory();
    }

    @Provides
    @Singleton
    TransportOutbound outbound(UpstreamTransport transport, BodyMemory bodies) {
        return new TransportOutbound(transport, bodies, MAX_OUTBOUND_REPLY);
    }

    @Provides
    @Singleton
    World world() {
        return new World(
                Snapshot.empty(),
                work -> Thread.ofVirtual().name("close-instances").start(work));
    }

    @Provides
    @Singleton
    LiveState liveState() {
        return new LiveState(options.clock(), RANDOM);
    }

    @Provides
    @Singleton
    Assembler assembler(
            InstantSource clock,
            TransportOutbound outbound,
            LiveState live,
            World world,
            RuntimeConfig running,
            Provider<Deployment> deployment) {
        KernelPages pages = new KernelPages(
                new HealthPages(readiness::isReady),
                new ModelHealthPages(
                        () -> world.peek().parts().models(),
                        live,
                        () -> deployment.get().leftOutSentences()),
                new PluginPages(
                        () -> new PluginAdmin(options.hostSettings(options.data())),
                        () -> deployment
                                .get()
                                .configuration()
                                .gateway()
                                .plugins()
                                .installOverHttp()),
                new ConfigPages(key ->
                        deployment.get().inForce().explain(deployment.get().offers(), key)));
        return new Assembler(clock, options.data(), outbound, live, pages, running);
    }

    @Provides
    @Singleton
    RuntimeConfig runtimeConfig(World world, Provider<Deployment> deployment, Provider<HealthChecks> checks) {
        return new RunningConfig(world, deployment::get, checks::get);
    }

    @Provides
    @Singleton
    PluginMeters pluginMeters() {
        return new PluginMeters();
    }

    @Provides
    @Singleton
    Deployment deployment(World world, Assembler assembler, EgressList egress, ProxyList proxies, PluginMeters meters) {
        return new Deployment(world, assembler, egress, proxies, meters);
    }

    @Provides
    @Singleton
    HealthChecks healthChecks(
            World world, UpstreamTransport transport, BodyMemory bodies, LiveState live, InstantSource clock) {
        return new HealthChecks(world, transport, bodies, live, clock);
    }

    @Provides
    @Singleton
    Pipeline pipeline(
            World world, UpstreamTransport transport, BodyMemory bodies, InstantSource clock, LiveState live) {
        return new Pipeline(world, transport, bodies, clock, live);
    }
}
