package dev.switchboard.config.schema;

import dev.switchboard.spi.config.Description;
import java.util.Map;
import java.util.Optional;

/** The whole configuration of a gateway. Maps keep the order of the file. */
@Description("The configuration of a gateway: one YAML file.")
public record GatewayConfig(
        @Description("Where the gateway listens, and what it bears.")
        ServerConfig server,

        @Description("Who may call: keys that stand in the configuration.")
        KeysConfig keys,

        @Description("Keys, teams, budgets and the ledger. Without this section there are none, and no database.")
        Optional<AccountsConfig> accounts,

        @Description("Named connections to upstream providers. A provider's own keys stand beside `type`.")
        Map<String, Component> providers,

        @Description("What callers may ask for: a public name, or a pattern with `*`, and where it goes. The pattern"
                + " with the most fixed text wins.")
        Map<String, ModelConfig> models,

        @Description("How one of several targets is chosen, and what happens when it fails.")
        RoutingConfig routing,

        @Description("Receivers of finished exchanges, such as logs and metrics.")
        Map<String, Component> callbacks,

        @Description("Checks of requests and replies, in this order.")
        Map<String, Guardrail> guardrails,

        @Description("Stores of replies to repeated requests.")
        Map<String, Component> caches,

        @Description("Sources of prompt templates.") Map<String, Component> prompts,

        @Description("Ways to find out who calls, tried in this order.")
        Map<String, Component> identities,

        @Description("Rules on who may call what, for how much.")
        Map<String, Component> admissions,

        @Description(
                "Where the gateway may connect to, beside the addresses that configured instances name themselves.")
        EgressConfig egress,

        @Description("Extra HTTP routes that plugins serve.")
        Map<String, Component> endpoints,

        @Description("Stores of small values that gateways share, by the names that others use them by.")
        Map<String, Component> shared,

        @Description("How bundles are found, swapped and kept.")
        PluginsConfig plugins) {}
