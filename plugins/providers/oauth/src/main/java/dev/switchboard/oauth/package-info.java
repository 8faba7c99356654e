/**
 * Tokens that end: flows of OAuth 2 that get them, and a cache that renews them ahead of their end. A library that provider
 * bundles hold copies of; a provider calls {@link dev.switchboard.oauth.BearerTokens#authorize} in its own {@code authorize}.
 */
@NullMarked
package dev.switchboard.oauth;

import org.jspecify.annotations.NullMarked;
