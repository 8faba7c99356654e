/**
 * What a model thinks of the decency of texts and pictures: one {@link dev.switchboard.spi.moderation.ModerationResponse.Verdict}
 * for each item of the request, in its order.
 *
 * {@snippet class="dev.switchboard.spi.example.OperationsTest" region="moderation"}
 *
 * <p>Names of categories are OpenAI's, such as {@code self-harm/intent}, where a provider means the same; otherwise the
 * provider's own.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.moderation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
