package dev.switchboard.spi.chat;

import java.util.ArrayList;
import java.util.List;

/** Turns a whole reply into the stream it might have come as. */
public final class ChatEvents {
    private ChatEvents() {}

    /** The events of a stream that assembles to the response; every block comes in one piece. */
    public static List<ChatEvent> of(ChatResponse response) {
        List<ChatEvent> events = new ArrayList<>();
        events.add(new ChatEvent.Started(response.id(), response.model(), response.created(), response.extras()));
        for (ChatResponse.Choice choice : response.choices()) {
            for (int i = 0; i < choice.content().size(); i++) {
                events.add(new ChatEvent.BlockStarted(
                        choice.index(), i, choice.content().get(i)));
                events.add(new ChatEvent.BlockStopped(choice.index(), i));
            }
            if (!choice.probabilities().isEmpty()) {
                events.add(new ChatEvent.ProbabilitiesReported(choice.index(), choice.probabilities()));
            }
            events.add(new ChatEvent.Stopped(choice.index(), choice.stopReason(), choice.stopSequence()));
        }
        events.add(new ChatEvent.UsageReported(response.usage()));
        return events;
    }
}
