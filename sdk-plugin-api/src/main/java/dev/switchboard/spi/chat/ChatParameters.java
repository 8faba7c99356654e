package dev.switchboard.spi.chat;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for parameters in the messages and tools of a request. */
final class ChatParameters {
    private ChatParameters() {}

    static boolean hasBlock(ChatRequest request, Predicate<Block> wanted) {
        return request.messages().stream()
                .flatMap(message -> message.content().stream())
                .flatMap(ChatParameters::withParts)
                .anyMatch(wanted);
    }

    private static Stream<Block> withParts(Block block) {
        return block instanceof Block.ToolResult result
                ? Stream.concat(Stream.of(block), result.content().stream())
                : Stream.of(block);
    }

    static boolean hasMedia(ChatRequest request, Class<? extends Block> kind, Class<? extends Media> place) {
        return hasBlock(
                request,
                block -> kind.isInstance(block)
                        && media(block).filter(place::isInstance).isPresent());
    }

    static Optional<Media> media(Block block) {
        return switch (block) {
            case Block.Image image -> Optional.of(image.media());
            case Block.Audio audio -> Optional.of(audio.media());
            case Block.Video video -> Optional.of(video.media());
            case Block.Document document -> Optional.of(document.media());
            default -> Optional.empty();
        };
    }

    static boolean hasCacheMarks(ChatRequest request) {
        return annotations(request)
                .anyMatch(annotations -> annotations.cacheMark().isPresent());
    }

    /** Everything's annotations: of messages, blocks and tools. */
    static Stream<Annotations> annotations(ChatRequest request) {
        Stream<Annotations> messages = request.messages().stream()
                .flatMap(message -> Stream.concat(
                        Stream.of(message.annotations()),
                        message.content().stream()
                                .flatMap(ChatParameters::withParts)
                                .map(Block::annotations)));
        Stream<Annotations> tools = request.tools().stream().map(ChatParameters::annotations);
        return Stream.concat(tools, messages);
    }

    private static Annotations annotations(Tool tool) {
        return switch (tool) {
            case Tool.Function function -> function.annotations();
            case Tool.Custom custom -> custom.annotations();
            case Tool.Foreign ignored -> Annotations.NONE;
        };
    }
}
