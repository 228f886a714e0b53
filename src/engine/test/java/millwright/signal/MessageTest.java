package millwright.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final String SENDER = UUID.randomUUID().toString();

    @Test
    void aThousandIdsAreSplitIntoMessagesThatTheServerTakes() {
        List<String> ids =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(1_000).toList();
        List<Message> messages = Message.split(Channel.OVER, SENDER, ids);
        assertEquals(5, messages.size());
        assertTrue(messages.stream().allMatch(message -> message.payload().length() < 8_000));
        assertEquals(
                ids,
                messages.stream()
                        .map(message -> Message.read(Channel.OVER, message.payload()))
                        .flatMap(message -> message.items().stream())
                        .toList());
    }

    @Test
    void whatIsAboutNothingInParticularIsOneMessage() {
        List<Message> messages = Message.split(Channel.JOBS, SENDER, List.of());
        assertEquals(List.of(SENDER), messages.stream().map(Message::payload).toList());
        assertEquals(messages.get(0), Message.read(Channel.JOBS, SENDER));
    }

    @Test
    void anOperatorsMessageWithoutATextIsAboutAnything() {
        Message typed = Message.read(Channel.JOBS, "");
        assertEquals("", typed.sender());
        assertEquals(List.of(), typed.items());
    }

    @Test
    void aChannelOfOthersIsNone() {
        assertTrue(Channel.of("orders").isEmpty());
        assertEquals(
                List.of("millwright_jobs", "millwright_over", "millwright_control", "millwright_node"),
                Channel.texts());
    }
}
