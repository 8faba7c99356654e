package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;

/**
 * Hears of every member of every object of a text, in their order, while {@link JsonDocument#parse(Bytes, MemberListener)} goes
 * over it: for what must be found at any depth without reading the text again.
 */
@FunctionalInterface
public interface MemberListener {
    /** Hears of none. */
    MemberListener NONE = (nameStart, nameEnd, valueStart) -> {};

    /**
     * A member whose name was read and whose value comes next; what follows may still prove to be no JSON.
     *
     * @param nameStart  where its name starts in the text, behind the quote; escapes stand there as they are written
     * @param nameEnd    where the name ends
     * @param valueStart where the value starts
     */
    void member(int nameStart, int nameEnd, int valueStart);

    /** Both: this one hears of each member first. */
    default MemberListener and(MemberListener other) {
        if (other == NONE) {
            return this;
        }
        return (nameStart, nameEnd, valueStart) -> {
            member(nameStart, nameEnd, valueStart);
            other.member(nameStart, nameEnd, valueStart);
        };
    }
}
