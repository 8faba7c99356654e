/**
 * The configuration of a plugin.
 *
 * <p>Each configured instance gets its section of the operator's file as a record of your own. Say what you want as
 * components; the gateway reads, checks, explains and documents it:
 *
 * <pre>{@code
 * @Description("Acme's chat API.")
 * public record AcmeConfig(
 *         @Description("Where to call.") @Default("https://api.acme.example/v1") URI baseUrl,
 *         @Description("Sent as bearer token.") @Secret String apiKey,
 *         @Description("Largest reply, 1KB to 1GB.") @Default("10MB") DataSize maxReply,
 *         @Description("Region to prefer.") Optional<String> region,
 *         @Description("Extra headers of each call.") Map<String, String> headers) {
 *
 *     public AcmeConfig {
 *         if (maxReply.bytes() < 1024) {
 *             throw new IllegalArgumentException("max-reply: " + maxReply + " (expected: >= 1KB)");
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>and the operator writes
 *
 * <pre>{@code
 * providers:
 *   acme:
 *     type: acme
 *     api-key: ${env:ACME_API_KEY}
 *     region: eu
 * }</pre>
 *
 * <h2>Rules</h2>
 * <ul>
 *   <li>A key is the kebab-case of the component's name, or what {@link dev.switchboard.spi.config.Key} says. Unknown
 *       keys are refused with a suggestion.
 *   <li>Component types: {@code String}, {@code boolean}, {@code int}, {@code long}, {@code double}, {@code Duration}
 *       ({@code 500ms}, {@code 30s}, {@code 2m}, {@code 1h}, {@code 1d}),
 *       {@link dev.switchboard.spi.config.DataSize}, {@code URI}, {@code Path} (as written:
 *       where a relative one starts is for you to say), enums (written in kebab-case),
 *       {@code Optional<T>}, {@code List<T>}, {@code Map<String, T>}, records, and
 *       {@link dev.switchboard.spi.config.ConfigValue} for a tree that only you understand.
 *   <li>A component without {@link dev.switchboard.spi.config.Default} is required, unless its type can be empty.
 *   <li>Check ranges and combinations in the compact constructor and throw {@code IllegalArgumentException} with value
 *       and expectation; the operator sees it with file and line, together with all other problems.
 *   <li>{@code ${env:NAME}}, {@code ${env:NAME:-default}} and {@code ${file:path}} in a text are resolved before
 *       the record is made; <code>$${</code> stands for a plain <code>${</code>.
 *   <li>Mark what must not be shown with {@link dev.switchboard.spi.config.Secret}.
 * </ul>
 *
 * <p>A plugin that knows the configuration file of another product implements
 * {@link dev.switchboard.spi.config.ConfigFormat}, which works on trees of
 * {@link dev.switchboard.spi.config.ConfigValue}.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
