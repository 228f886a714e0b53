package millwright.signal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One message.
 *
 * @param sender of which node's process; empty of an operator's
 * @param items what exactly it is about; none means anything
 */
record Message(Channel channel, String sender, List<String> items) {

    /** The server takes fewer than 8,000 bytes. */
    private static final int LONGEST_PAYLOAD = 7_900;

    private static final String SEPARATOR = " ";

    /** As many as {@code items} need, all of them ASCII without blanks; one when there are none. */
    static List<Message> split(Channel channel, String sender, Collection<String> items) {
        List<Message> messages = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int length = sender.length();
        for (String item : items) {
            int added = SEPARATOR.length() + item.length();
            if (length + added > LONGEST_PAYLOAD) {
                messages.add(new Message(channel, sender, part));
                part = new ArrayList<>();
                length = sender.length();
            }
            part.add(item);
            length += added;
        }
        messages.add(new Message(channel, sender, part));
        return messages;
    }

    static Message read(Channel channel, String payload) {
        List<String> parts = List.of(payload.split(SEPARATOR, -1));
        return new Message(
                channel,
                parts.get(0),
                parts.stream().skip(1).filter(part -> !part.isEmpty()).toList());
    }

    String payload() {
        return items.isEmpty() ? sender : sender + SEPARATOR + String.join(SEPARATOR, items);
    }
}
