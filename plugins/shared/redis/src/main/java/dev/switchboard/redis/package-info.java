/** What gateways share, and replies to repeated requests, in Redis or Valkey. */
@NullMarked
package dev.switchboard.redis;

import org.jspecify.annotations.NullMarked;
