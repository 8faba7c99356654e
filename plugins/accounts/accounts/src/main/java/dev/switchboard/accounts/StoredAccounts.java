package dev.switchboard.accounts;

import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.gate.Budgets;
import dev.switchboard.accounts.gate.Gatekeeper;
import dev.switchboard.accounts.gate.Holders;
import dev.switchboard.accounts.gate.KeyIdentity;
import dev.switchboard.accounts.gate.Rules;
import dev.switchboard.accounts.ledger.Ledger;
import dev.switchboard.accounts.ledger.LedgerOptions;
import dev.switchboard.accounts.limit.Rates;
import dev.switchboard.accounts.limit.Rounds;
import dev.switchboard.accounts.limit.Sharing;
import dev.switchboard.accounts.limit.Slices;
import dev.switchboard.accounts.limit.Spending;
import dev.switchboard.accounts.limit.Spent;
import dev.switchboard.accounts.management.Management;
import dev.switchboard.accounts.management.ModelRoutes;
import dev.switchboard.accounts.management.ServiceHealth;
import dev.switchboard.accounts.management.SpendResets;
import dev.switchboard.accounts.model.LiveModels;
import dev.switchboard.accounts.model.ModelWriter;
import dev.switchboard.accounts.model.SecretHosts;
import dev.switchboard.accounts.model.Variables;
import dev.switchboard.accounts.pricing.PriceFeed;
import dev.switchboard.accounts.secret.Sealer;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.runtime.ConfigPart;
import dev.switchboard.spi.runtime.ConfigSource;
import dev.switchboard.spi.shared.SharedValues;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Accounts that are kept in a database and answered from memory. */
final class StoredAccounts implements Accounts, ConfigSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TIME_TO_CARRY_OVER = Duration.ofSeconds(2);
    private static final Duration FOLLOW = Duration.ofMillis(500);

    private final Store store;
    private final Ledger ledger;
    private final Tasks tasks;
    private final Optional<Sharing> sharing;
    private final KeyIdentity identity;
    private final Gatekeeper gatekeeper;
    private final Management management;
    private final LiveModels models;
    private final Set<URI> destinations;

    private StoredAccounts(
            AccountsConfig config, PluginContext context, Store store, Ledger ledger, Optional<SharedValues> shared) {
        this.store = store;
        this.ledger = ledger;
        this.tasks = new Tasks(context.executor());
        ZoneId zone = ZoneId.of(config.timezone());
        Optional<Rounds> rounds = store.shared() ? Optional.of(new Rounds()) : Optional.empty();
        Optional<Slices> slices = rounds.filter(_ -> config.budgets() == AccountsConfig.Mode.STRICT)
                .map(Slices::new);
        Rates rates = new Rates(rounds);
        Spent spent = new Spent(store);
        Spending spending = new Spending(
                spent,
                slices,
                (scope, soft) -> context.logger()
                        .log(
                                Level.WARNING,
                                "{0} {1} has spent its soft budget of ${2}",
                                scope.label(),
                                scope.id(),
                                soft));
        Directory directory = new Directory(store, context.clock(), zone, context.logger());
        Budgets budgets = new Budgets(directory, spending, this::isStored, context.clock());
        directory.onChange(budgets::prepare);
        spent.whileLoading(directory::load, context.clock().instant());
        Holders holders = new Holders(directory, config.modelGroups());
        this.identity = new KeyIdentity(directory, holders, context.clock());
        PriceFeed prices = PriceLists.start(config.prices(), context, tasks);
        this.destinations = PriceLists.destinations(config.prices());
        this.gatekeeper = new Gatekeeper(
                directory,
                holders,
                rates,
                spending,
                ledger,
                prices::book,
                new Rules(
                        config.budgets() == AccountsConfig.Mode.STRICT,
                        config.unpriced() == AccountsConfig.Unpriced.REFUSE,
                        config.largestOutput(),
                        config.largestInput(),
                        config.toolUses().map(OptionalLong::of).orElse(OptionalLong.empty())),
                context.clock());
        Sealer sealer = config.encryption().sealer();
        this.models = new LiveModels(store, sealer, context.runtimeConfig());
        models.load();
        directory.onConfiguration(() -> followModels(context));
        Entities entities = new Entities(store, directory, context.clock());
        ModelWriter writer = new ModelWriter(
                models,
                entities,
                sealer,
                new Variables(config.variables()),
                new SecretHosts(config.secretHosts(), context.logger()),
                context.runtimeConfig());
        this.management = new Management(
                store,
                directory,
                entities,
                context.clock(),
                zone,
                config.modelGroups().keySet(),
                prices::book,
                new SpendResets(store, spending, this::isStored, context.clock()),
                new ModelRoutes(models, writer, context.runtimeConfig(), prices::book),
                new ServiceHealth(store, ledger, prices::book),
                config.manageOnDataPort() ? List.of(Plane.ADMIN, Plane.DATA) : List.of(Plane.ADMIN),
                context.logger());
        this.sharing = rounds.map(each -> new Sharing(
                store,
                shared,
                each,
                slices,
                rates,
                ledger.id(),
                this::isStored,
                ledger::expect,
                config.budgetLease(),
                context.clock(),
                context.logger()));
        sharing.ifPresent(it -> tasks.start(it::run));
        if (!store.alone()) {
            tasks.start(directory::followChanges);
        }
        tasks.start(() -> followSpending(spent, context));
        tasks.start(new Housekeeping(store, config.keepLedger(), context.clock(), context.logger())::run);
    }

    /** Learns what others spend, and what could not be learned before, until the thread is interrupted. */
    private void followSpending(Spent spent, PluginContext context) {
        boolean alone = store.alone();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(FOLLOW);
                boolean before = alone;
                alone = store.alone();
                if (before && alone) {
                    spent.catchUp(this::isStored, context.clock().instant());
                } else {
                    spent.refresh(
                            this::isStored, context.clock().instant()); // also what the last one spent before it left
                }
            } catch (StoreException e) {
                context.logger().log(Level.DEBUG, "what was spent is not known: {0}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void followModels(PluginContext context) {
        try {
            models.refresh();
        } catch (GatewayException e) {
            context.logger()
                    .log(Level.ERROR, "what another gateway changed of models is not in force: {0}", e.getMessage());
        }
    }

    private boolean isStored() {
        try {
            return ledger.awaitStored(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Opens the store and reads what is in it. @throws IllegalArgumentException with one sentence if that is not possible */
    static StoredAccounts open(AccountsConfig config, PluginContext context) {
        Optional<SharedValues> shared = shared(config, context);
        try {
            Store store = Store.open(StorePlace.of(config.database(), context));
            try {
                return open(config, context, store, shared);
            } catch (RuntimeException | Error e) {
                store.close();
                throw e;
            }
        } catch (StoreException e) {
            context.logger().log(Level.DEBUG, "the store was not opened", e);
            throw new IllegalArgumentException(
                    String.valueOf(e.getMessage())); // the sentence is told, not its deepest cause
        }
    }

    private static Optional<SharedValues> shared(AccountsConfig config, PluginContext context) {
        return config.shareThrough().map(name -> {
            if (config.database().url().isEmpty()) {
                throw new IllegalArgumentException("share-through: " + name
                        + " (expected: a database.url beside it; an embedded store has nothing to share)");
            }
            return context.sharedValues(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "share-through: " + name + " (expected: the name of an entry of the section shared)"));
        });
    }

    private static StoredAccounts open(
            AccountsConfig config, PluginContext context, Store store, Optional<SharedValues> shared) {
        Ledger ledger = Ledger.open(
                context.dataDirectory().resolve("ledger"),
                LedgerOptions.DEFAULT,
                store.sink(),
                context.executor(),
                new LoggingAlarm(context.logger()));
        try {
            // What an earlier process left has to count before the first call is let in.
            if (!ledger.awaitStored(PATIENCE)) {
                context.logger().log(Level.WARNING, "entries of an earlier run still wait for the store");
            }
            return new StoredAccounts(config, context, store, ledger, shared);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ledger.close();
            throw new StoreException("Interrupted while opening the store", e);
        } catch (RuntimeException | Error e) {
            ledger.close();
            throw e;
        }
    }

    @Override
    public Identification identify(HttpRequest request) {
        return identity.identify(request);
    }

    @Override
    public Decision admit(ExchangeContext exchange) {
        return gatekeeper.admit(exchange);
    }

    @Override
    public boolean needsUsage() {
        return true;
    }

    @Override
    public List<ConfigPart> configParts() {
        return models.parts();
    }

    @Override
    public List<HttpRoute> routes() {
        return management.paths();
    }

    @Override
    public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
        return management.handle(request, body, caller.orElseThrow());
    }

    @Override
    public Set<URI> destinations() {
        return destinations;
    }

    /** Whoever comes next counts with what was spent here; without the store that waits on the disk. */
    private void carryOver() {
        try {
            boolean _ = ledger.awaitStored(TIME_TO_CARRY_OVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        tasks.close();
        sharing.ifPresent(Sharing::leave);
        carryOver();
        ledger.close();
        store.close();
    }
}
