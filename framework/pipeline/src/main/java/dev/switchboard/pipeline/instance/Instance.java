package dev.switchboard.pipeline.instance;

import dev.switchboard.pipeline.port.Reach;
import dev.switchboard.spi.Component;
import dev.switchboard.spi.Health;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A configured component together with what the gateway knows about it. Every world that contains it holds one claim; when
 * the last claim is given back, the component is closed, once.
 *
 * @param <T> the kind of component
 */
public final class Instance<T extends Component> {
    private final String kind;
    private final String name;
    private final String type;
    private final String plugin;
    private final String revision;
    private final T component;
    private final Reach reach;
    private final Health health;
    private final FailureMode onFailure;
    private final PluginMeter meter;
    private final PluginDoor door;
    private final AtomicInteger claims = new AtomicInteger();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** What to do when the component itself fails. */
    public enum FailureMode {
        /** Refuse the call. */
        BLOCK,
        /** Go on without it and say so in the decision log. */
        PASS
    }

    /**
     * An instance that no world contains yet.
     *
     * @param kind     what it is, such as {@code provider}
     * @param name     its name in the configuration
     * @param type     the factory's type
     * @param plugin   the id and version of the plugin it comes from
     * @param revision see {@link #revision}
     * @param health   what its self-check said
     * @param meter    counts the calls of all instances of the plugin's version
     * @throws IllegalArgumentException if the component names a destination that is no absolute http or https URL
     */
    public Instance(
            String kind,
            String name,
            String type,
            String plugin,
            String revision,
            T component,
            Health health,
            FailureMode onFailure,
            PluginMeter meter) {
        this.kind = kind;
        this.name = name;
        this.type = type;
        this.plugin = plugin;
        this.revision = revision;
        this.component = component;
        this.reach = Reach.of(kind + " \"" + name + "\"", component);
        this.health = health;
        this.onFailure = onFailure;
        this.meter = meter;
        this.door = new PluginDoor(label(kind, name, type, plugin), meter);
    }

    /** What people read of an instance. */
    public static String label(String kind, String name, String type, String plugin) {
        return kind + " " + name + " (" + type + ", " + plugin + ")";
    }

    /** What it is, such as {@code provider}. */
    public String kind() {
        return kind;
    }

    /** Its name in the configuration. */
    public String name() {
        return name;
    }

    /** The factory's type. */
    public String type() {
        return type;
    }

    /** The id and version of the plugin it comes from. */
    public String plugin() {
        return plugin;
    }

    /**
     * Stands for everything that decides how it behaves: type, version of the plugin, settings, what its failure means.
     * Where nothing of that changed it is the same, in any process.
     */
    public String revision() {
        return revision;
    }

    /** The component, for what needs no guard; must not be used without a lease on a world that contains it. */
    public T component() {
        return component;
    }

    /** Where it may connect to. */
    public Reach reach() {
        return reach;
    }

    /** Calls the component on behalf of a request, as {@link PluginDoor#call}; needs a lease, too. */
    public <R> R call(Function<? super T, R> call) {
        return door.call(() -> call.apply(component));
    }

    /** The same for what answers nothing. */
    public void run(Consumer<? super T> call) {
        door.call(() -> {
            call.accept(component);
            return true;
        });
    }

    /** The way to the component and to what it made. */
    public PluginDoor door() {
        return door;
    }

    /** Counts the calls of all instances of the plugin's version. */
    public PluginMeter meter() {
        return meter;
    }

    /** What its self-check said. */
    public Health health() {
        return health;
    }

    /** What to do when the component itself fails. */
    public FailureMode onFailure() {
        return onFailure;
    }

    /** Completes when the component has been closed. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /** Takes a claim. */
    public void claim() {
        claims.incrementAndGet();
    }

    /** Gives a claim back; the last one closes the component, on this thread. */
    public void unclaim() {
        if (claims.decrementAndGet() == 0) {
            close();
        }
    }

    /** Closes the component of an instance that never got into a world. */
    public void discard() {
        if (claims.get() == 0) {
            close();
        }
    }

    private void close() {
        if (closed.isDone()) {
            return;
        }
        try {
            component.close();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            meter.failed(this + " failed to close: " + e.getClass().getSimpleName());
            System.getLogger(Instance.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            () -> this + " failed to close: " + e.getClass().getName());
        } finally {
            closed.complete(null);
        }
    }

    @Override
    public String toString() {
        return label(kind, name, type, plugin);
    }
}
