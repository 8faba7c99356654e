package dev.switchboard.accounts;

import dev.switchboard.accounts.pricing.Adjustments;
import dev.switchboard.accounts.pricing.Factor;
import dev.switchboard.accounts.secret.Sealer;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of accounts. */
@Description("Keys, teams, budgets and the ledger.")
public record AccountsConfig(
        @Description("Where they are kept.") Database database,

        @Description("Whether an attempt is only made if the most that it can cost is left in every budget (strict), or"
                + " as long as a budget is not spent (loose), which calls under way can overspend.")
        @Default("strict")
        Mode budgets,

        @Description(
                "How long a gateway that shares a database may be silent before what it holds of budgets is given to"
                        + " others; for as long it goes on without the database.")
        @Default("15m")
        Duration budgetLease,

        @Description(
                "The entry of the section `shared` in which gateways on one database say what they hold of budgets and"
                        + " limits; without it, they do in the database.")
        Optional<String> shareThrough,

        @Description("Where prices come from, beside those that the gateway brings and those of targets.")
        Prices prices,

        @Description("What happens to a call that a budget counts if the price of its target is not known.")
        @Default("refuse")
        Unpriced unpriced,

        @Description(
                "Tokens of output that are reckoned with where neither the caller nor the price list sets a limit.")
        @Default("16384")
        long largestOutput,

        @Description(
                "Tokens of input that are reckoned with where a call points at what it does not hold, such as an image or a"
                        + " conversation that the provider keeps, and the price list does not say how many the model takes.")
        @Default("1050000")
        long largestInput,

        @Description(
                "Uses of a provider's own tools, such as searches, that are reckoned with where a call does not say how many"
                        + " it allows; without a number such a call is refused where a strict budget counts it.")
        Optional<Integer> toolUses,

        @Description("Whose clock days, weeks and months follow, such as Europe/Berlin.") @Default("UTC")
        String timezone,

        @Description("Names for several models, which keys and teams may be given.")
        Map<String, List<String>> modelGroups,

        @Description("Whether the management calls answer on the callers' port too.") @Default("false")
        boolean manageOnDataPort,

        @Description("How long the ledger's rows are kept; sums of days stay.") @Default("90d")
        Duration keepLedger,

        @Description("How the store keeps secrets of providers that are added while the gateway runs.")
        Encryption encryption,

        @Description(
                "Variables of the environment that models added while the gateway runs may refer to; `*` stands for"
                        + " any text.")
        @Default("['*_API_KEY', '*_API_BASE', '*_API_VERSION']")
        List<String> variables,

        @Description(
                "Hosts that models added while the gateway runs may name beside secrets which the request does not bring:"
                        + " stored ones, those of the environment and of the file; `*.` in front stands for all below. The"
                        + " operator's key may name any.")
        List<String> secretHosts) {

    private static final long MOST_INPUT = 1_000_000_000;
    private static final int MOST_USES = 1_000;

    public AccountsConfig {
        try {
            ZoneId.of(timezone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "timezone: " + timezone + " (expected: a name such as Europe/Berlin)", e);
        }
        if (largestOutput < 1) {
            throw new IllegalArgumentException("largest-output: " + largestOutput + " (expected: 1 or more)");
        }
        if (largestInput < 1 || largestInput > MOST_INPUT) {
            throw new IllegalArgumentException(
                    "largest-input: " + largestInput + " (expected: 1 to " + MOST_INPUT + ")");
        }
        toolUses.filter(uses -> uses < 0 || uses > MOST_USES).ifPresent(uses -> {
            throw new IllegalArgumentException("tool-uses: " + uses + " (expected: 0 to " + MOST_USES + ")");
        });
        if (budgetLease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("budget-lease: " + budgetLease + " (expected: 1s or more)");
        }
        if (keepLedger.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("keep-ledger: " + keepLedger + " (expected: 1d or more)");
        }
    }

    /** How budgets are held. */
    public enum Mode {
        /** Reserve the most that an attempt can cost. */
        STRICT,
        /** Ask only whether something is left. */
        LOOSE
    }

    /** What an unknown price means. */
    public enum Unpriced {
        /** The call is refused. */
        REFUSE,
        /** The call is made, and counted with what is known. */
        ALLOW
    }

    /** Where prices come from. */
    @Description("A price list in the format of LiteLLM's cost map.")
    public record Prices(
            @Description("A file, or an https URL.") Optional<String> costMap,

            @Description("How often it is read again.") @Default("24h")
            Duration refresh,

            @Description(
                    "What prices are multiplied by, such as 0.85 for a discount of 15% or 1.2 for a margin of 20%: by the name"
                            + " of a provider, or by `provider/model`, which then counts instead; `*` for all prices beside that.")
            Map<String, Double> factors) {
        private static final String ALL = "*";
        private static final int DECIMALS = 9;

        public Prices {
            factors = Map.copyOf(factors);
            factors.forEach((name, factor) -> {
                if (!(factor >= 0 && factor <= 1_000)) {
                    throw new IllegalArgumentException("factors." + name + ": " + factor + " (expected: 0 to 1000)");
                }
            });
            if (refresh.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("refresh: " + refresh + " (expected: 1s or more)");
            }
        }

        /** The factors, as prices are adjusted by them. */
        Adjustments adjustments() {
            Map<String, Factor> named = new HashMap<>();
            factors.forEach((name, factor) ->
                    named.put(name, new Factor(BigDecimal.valueOf(factor).setScale(DECIMALS, RoundingMode.HALF_EVEN))));
            Factor all = named.remove(ALL);
            return new Adjustments(all == null ? Factor.ONE : all, named);
        }
    }

    /** Where accounts are kept. */
    @Description("Where accounts are kept. Without a URL: in files of the data directory, for one gateway.")
    public record Database(
            @Description("Of a MariaDB server: jdbc:mariadb://HOST:PORT/DATABASE.") @Secret
            Optional<String> url,

            @Description("Its user.") @Default("switchboard")
            String user,

            @Description("Their password.") @Secret @Default("")
            String password,

            @Description("The most connections to it, 2 to 100.") @Default("8")
            int connections) {

        public Database {
            if (connections < 2 || connections > 100) {
                throw new IllegalArgumentException("connections: " + connections + " (expected: 2 to 100)");
            }
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Database[user=" + user + ", connections=" + connections + "]";
        }
    }

    /** How secrets are kept. */
    @Description("How the store keeps secrets: encrypted with AES-256-GCM. Without a key it takes none.")
    public record Encryption(
            @Description(
                    "What they are encrypted with: 32 random bytes in base64 or hexadecimal digits, from the environment or a"
                            + " file.")
            @Secret
            Optional<String> key,

            @Description("Keys that secrets can be read with besides, while one key takes the place of another.")
            @Secret
            List<String> otherKeys) {

        public Encryption {
            otherKeys = List.copyOf(otherKeys);
            key.filter(text -> !text.isBlank()).ifPresent(text -> check("key", text));
            otherKeys.forEach(text -> check("other-keys", text));
        }

        private static void check(String name, String key) {
            try {
                Sealer.of(Optional.of(key), List.of());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }

        /** What encrypts and decrypts. A key that is blank counts as none. */
        Sealer sealer() {
            return Sealer.of(key.filter(text -> !text.isBlank()), otherKeys);
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Encryption[key=" + (key.isPresent() ? "set" : "none") + ", otherKeys=" + otherKeys.size() + "]";
        }
    }
}
