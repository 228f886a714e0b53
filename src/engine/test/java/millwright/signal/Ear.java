package millwright.signal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import millwright.testing.Await;
import millwright.testing.TestDatabase;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A session of the test's that listens on every channel, and a voice for it. */
final class Ear implements AutoCloseable {

    private final TestDatabase database;
    private final Connection connection;
    private final String self = UUID.randomUUID().toString();
    private final List<Message> heard = new ArrayList<>();

    Ear(TestDatabase database) throws SQLException {
        this.database = database;
        this.connection = database.connect();
        for (String channel : Channel.texts()) {
            connection.createStatement().execute("LISTEN " + channel);
        }
    }

    /** All that was said on {@code channel} before this call was made. */
    List<Message> heard(Channel channel) {
        // messages come in the order of their commits, and of this job nobody knows
        Message last = new Message(Channel.OVER, self, List.of(UUID.randomUUID().toString()));
        say(Channel.OVER, last.payload());
        Await.until(() -> {
            hear();
            return heard.contains(last);
        });
        return heard.stream()
                .filter(message ->
                        message.channel() == channel && !message.sender().equals(self))
                .toList();
    }

    void say(Channel channel, String payload) {
        database.list("SELECT pg_notify(?, ?)", row -> "", channel.text(), payload);
    }

    private void hear() throws SQLException {
        for (PGNotification each : connection.unwrap(PGConnection.class).getNotifications(10)) {
            heard.add(Message.read(Channel.of(each.getName()).orElseThrow(), each.getParameter()));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
