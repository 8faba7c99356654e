/**
 * Checks of requests and replies. A guardrail says up front at which {@link dev.switchboard.spi.guardrail.Guardrail.Stage}s it
 * stands, because looking costs: a request that some guardrail sees is parsed, a reply that one must see whole is held back.
 *
 * {@snippet class="dev.switchboard.spi.example.ProjectNameGuard" region="guardrail"}
 *
 * <p>Text that streams by is cut anywhere, so a filter keeps back what could be the beginning of something:
 *
 * {@snippet class="dev.switchboard.spi.example.MaskingFilter" region="filter"}
 *
 * <p>A guardrail at {@code REPLY} gets the whole reply, and the caller nothing before it has decided:
 *
 * {@snippet class="dev.switchboard.spi.example.EmptyReplyGuard" region="reply"}
 *
 * <p>A {@link dev.switchboard.spi.guardrail.Verdict} allows, goes on with something else, or blocks. When the guardrail itself
 * fails or takes too long, the operator's {@code on-failure} decides.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.guardrail;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
