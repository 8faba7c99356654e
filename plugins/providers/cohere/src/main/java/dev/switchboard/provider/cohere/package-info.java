/**
 * Cohere's API.
 */
@NullMarked
package dev.switchboard.provider.cohere;

import org.jspecify.annotations.NullMarked;
