/** Claude in Anthropic's own format: by {@code InvokeModel}, whose body is that format and whose streams wrap its events. */
@NullMarked
package dev.switchboard.provider.bedrock.claude;

import org.jspecify.annotations.NullMarked;
