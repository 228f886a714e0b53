package millwright.signal;

import java.util.List;
import millwright.database.Database;
import millwright.database.Database.SqlArray;

/** Owns the SQL by which messages are sent. */
final class NotifyStore {

    // Nothing is lost with a message that a crash takes: it is not worth to wait for the disk. Set before the messages
    // are, and for this transaction alone.
    private static final String SEND =
            """
            SELECT set_config('synchronous_commit', 'off', true), pg_notify(m.channel, m.payload)
              FROM unnest(?::text[], ?::text[]) AS m(channel, payload)
            """;

    private final Database database;

    NotifyStore(Database database) {
        this.database = database;
    }

    /** All of them in one transaction. */
    void send(List<Message> messages) {
        database.list(
                SEND,
                row -> null,
                new SqlArray(
                        "text",
                        messages.stream().map(each -> each.channel().text()).toList()),
                new SqlArray("text", messages.stream().map(Message::payload).toList()));
    }
}
