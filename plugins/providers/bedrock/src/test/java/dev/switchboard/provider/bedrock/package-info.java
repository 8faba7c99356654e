@NullMarked
package dev.switchboard.provider.bedrock;

import org.jspecify.annotations.NullMarked;
