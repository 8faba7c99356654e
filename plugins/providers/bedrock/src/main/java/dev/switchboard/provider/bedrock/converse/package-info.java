/** The format of {@code Converse}, which most models on Bedrock share. */
@NullMarked
package dev.switchboard.provider.bedrock.converse;

import org.jspecify.annotations.NullMarked;
