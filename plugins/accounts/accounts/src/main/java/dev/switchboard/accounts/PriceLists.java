package dev.switchboard.accounts;

import dev.switchboard.accounts.pricing.Catalogue;
import dev.switchboard.accounts.pricing.PriceFeed;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.Outbound;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The prices that are configured. */
final class PriceLists {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int GOOD = 200;

    private PriceLists() {}

    /** The prices in force: those the gateway brings, and above them the list, which is read again and again. */
    static PriceFeed start(AccountsConfig.Prices config, PluginContext context, Tasks tasks) {
        Optional<String> place = config.costMap();
        PriceFeed feed = new PriceFeed(
                () -> read(place.orElseThrow(), context.outbound()),
                place.<PriceFeed.Kept>map(each -> new KeptPrices(context.dataDirectory(), each, context.logger()))
                        .orElse(PriceFeed.Kept.NOTHING),
                Catalogue.load(),
                config.adjustments(),
                new PriceFeed.Alarm() {
                    @Override
                    public void raised(String reason) {
                        context.logger().log(Level.ERROR, "{0}", reason);
                    }

                    @Override
                    public void cleared(int models) {
                        context.logger().log(Level.INFO, "the prices of {0} models are in force", models);
                    }
                });
        if (place.isPresent()) {
            if (url(place.get()).isEmpty()) {
                feed.refresh();
            }
            tasks.start(() -> feed.run(config.refresh()));
        }
        return feed;
    }

    /** Where the list is fetched from. */
    static Set<URI> destinations(AccountsConfig.Prices config) {
        return config.costMap().flatMap(PriceLists::url).map(Set::of).orElse(Set.of());
    }

    private static Optional<URI> url(String place) {
        return place.startsWith("https://") || place.startsWith("http://")
                ? Optional.of(URI.create(place))
                : Optional.empty();
    }

    private static Bytes read(String place, Outbound outbound) throws IOException {
        Optional<URI> url = url(place);
        if (url.isEmpty()) {
            return Bytes.wrap(Files.readAllBytes(Path.of(place)));
        }
        try {
            UpstreamReply reply = outbound.send(
                    new UpstreamRequest("GET", url.get(), Headers.none(), Bytes.empty(), Framing.SSE), PATIENCE);
            if (reply.status() != GOOD) {
                throw new IOException(place + " answered with " + reply.status());
            }
            return reply.body();
        } catch (GatewayException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }
}
