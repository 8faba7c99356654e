@NullMarked
package dev.switchboard.provider.watsonx;

import org.jspecify.annotations.NullMarked;
