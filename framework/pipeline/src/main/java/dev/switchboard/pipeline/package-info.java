/** What happens to a request between the two sockets. Plain Java: no OSGi, no Jetty, no wire format, no vendor. */
@NullMarked
package dev.switchboard.pipeline;

import org.jspecify.annotations.NullMarked;
