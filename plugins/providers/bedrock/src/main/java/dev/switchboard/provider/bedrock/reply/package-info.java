/** What replies in all formats of Bedrock share: errors, and the events that stand for them. */
@NullMarked
package dev.switchboard.provider.bedrock.reply;

import org.jspecify.annotations.NullMarked;
