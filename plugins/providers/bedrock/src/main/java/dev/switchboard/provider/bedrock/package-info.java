/** Models on Amazon Bedrock, by its runtime API. */
@NullMarked
package dev.switchboard.provider.bedrock;

import org.jspecify.annotations.NullMarked;
