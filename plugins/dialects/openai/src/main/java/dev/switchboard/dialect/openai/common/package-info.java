/** What the endpoints beside chat have in common: paths, reading bodies of JSON and forms, writing events. */
@NullMarked
package dev.switchboard.dialect.openai.common;

import org.jspecify.annotations.NullMarked;
