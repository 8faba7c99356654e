/** Models on IBM watsonx.ai. */
@NullMarked
package dev.switchboard.provider.watsonx;

import org.jspecify.annotations.NullMarked;
