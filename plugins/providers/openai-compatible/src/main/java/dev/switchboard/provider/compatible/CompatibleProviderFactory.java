package dev.switchboard.provider.compatible;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.OpenAiWire;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import dev.switchboard.wire.openai.Quirks;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes providers for servers of OpenAI's format. */
public final class CompatibleProviderFactory implements ProviderFactory<CompatibleConfig> {
    /** What is tried of a server that nothing is known of. */
    private static final Set<Capability> USUAL =
            EnumSet.complementOf(EnumSet.of(Capability.RESPONSES, Capability.STORED_RESPONSES));

    /** Read when first needed: a start that uses no such provider does not pay for it. */
    private static final class Known {
        static final Catalogue CATALOGUE = Catalogue.load();
    }

    @Override
    public String type() {
        return "openai-compatible";
    }

    @Override
    public Class<CompatibleConfig> configType() {
        return CompatibleConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return Known.CATALOGUE.vendors().stream()
                .filter(vendor -> vendor.baseUrl().isPresent())
                .flatMap(vendor -> vendor.keys().stream().map(key -> wellKnownKey(vendor, key)))
                .toList();
    }

    private static WellKnownKey wellKnownKey(Vendor vendor, String variable) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vendor", vendor.name());
        settings.put("api-key", "${env:" + variable + "}");
        return new WellKnownKey(variable, vendor.name(), settings);
    }

    @Override
    public Provider create(String name, CompatibleConfig config, PluginContext context) {
        Optional<Vendor> vendor = config.vendor().map(known -> Known.CATALOGUE.vendor(known));
        vendor.ifPresent(known -> checkKey(known, config));
        URI baseUrl = config.baseUrl()
                .or(() -> vendor.flatMap(Vendor::baseUrl))
                .orElseThrow(() -> withoutAddress(vendor.orElseThrow()));
        Quirks quirks = config.quirks().over(vendor.map(Vendor::quirks).orElse(Quirks.UNKNOWN));
        Connection connection = new Connection(baseUrl, headers(config, vendor), quirks);
        return OpenAiWire.provider(connection, capabilities(config, vendor));
    }

    private static IllegalArgumentException withoutAddress(Vendor vendor) {
        return new IllegalArgumentException("base-url: missing (expected: your own address at " + vendor.title()
                + ", such as \"base-url: " + vendor.baseUrlLike() + "\")");
    }

    /** A key may also come in a header field of the operator's, or not be needed by a server behind another address. */
    private static void checkKey(Vendor vendor, CompatibleConfig config) {
        boolean elsewhere = !config.headers().isEmpty() || config.baseUrl().isPresent();
        if (config.apiKey().isEmpty() && !vendor.keyOptional() && !elsewhere) {
            String variable =
                    vendor.keys().isEmpty() ? "API_KEY" : vendor.keys().getFirst();
            throw new IllegalArgumentException("api-key: missing (expected: a key of " + vendor.title()
                    + ", such as \"api-key: ${env:" + variable + "}\")");
        }
    }

    private static Set<Capability> capabilities(CompatibleConfig config, Optional<Vendor> vendor) {
        if (!config.capabilities().isEmpty()) {
            return EnumSet.copyOf(config.capabilities());
        }
        return vendor.map(Vendor::capabilities).orElse(USUAL);
    }

    private static Headers headers(CompatibleConfig config, Optional<Vendor> vendor) {
        Headers.Builder headers = Headers.builder();
        config.apiKey().ifPresent(key -> {
            headers.add("authorization", "Bearer " + key);
            vendor.flatMap(Vendor::keyHeader).ifPresent(header -> headers.add(header, key));
        });
        config.headers().forEach(headers::set);
        return headers.build();
    }
}
