package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.json.JsonText;

/** An item that comes in one piece. */
final class WholeItem extends OutputItem {
    private final JsonText whole;

    WholeItem(EventWriter events, int index, String id, JsonText whole) {
        super(events, index, id);
        this.whole = whole;
    }

    @Override
    JsonText json() {
        return whole;
    }
}
