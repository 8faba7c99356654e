package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.wire.Changes;

/** What of a reply only another format can say. */
final class Foreigners {
    private Foreigners() {}

    /** Whether an upstream of this format wrote it, and it has no canonical form. */
    static boolean isOwn(Block block) {
        return block instanceof Block.Foreign foreign && isOwn(foreign.family());
    }

    static boolean isOwn(String family) {
        return family.equals(OpenAiDialect.FAMILY);
    }

    /** Says so if the block, or a member of it, has no place in this format. */
    static void tell(Block block, Changes changes) {
        OwnExtras.tellOthers(block.annotations().extras(), changes);
        switch (block) {
            case Block.Foreign foreign when !isOwn(foreign) -> changes.foreign(foreign.family(), foreign.json());
            case Block.Video ignored -> noPlace("a video", changes);
            case Block.Document ignored -> noPlace("a document", changes);
            case Block.ToolResult ignored -> noPlace("the result of a tool that the provider ran", changes);
            default -> {
                // is written
            }
        }
    }

    private static void noPlace(String what, Changes changes) {
        changes.dropped("content", "a reply of this format has no place for " + what);
    }
}
