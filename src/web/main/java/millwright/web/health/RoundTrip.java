package millwright.web.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** One statement to the database and back, on a connection of the pool's: what a job would need next. */
final class RoundTrip implements BooleanSupplier {

    private static final Logger LOG = Logger.getLogger(RoundTrip.class.getName());

    private final DataSource dataSource;
    private final int seconds;
    private boolean answered = true;

    /** @param seconds how long the statement may take; getting a connection takes as long as the pool lets it */
    RoundTrip(DataSource dataSource, int seconds) {
        this.dataSource = dataSource;
        this.seconds = seconds;
    }

    // isValid and not a SELECT: the driver bounds it by a time-out on the socket, which a hung server cannot escape
    @Override
    public boolean getAsBoolean() {
        try (Connection connection = dataSource.getConnection()) {
            return told(connection.isValid(seconds), "the connection does not answer");
        } catch (SQLException e) {
            return told(false, e.getMessage());
        }
    }

    // Said once when it turns, not once a second while it lasts.
    private synchronized boolean told(boolean yes, String reason) {
        if (answered && !yes) {
            LOG.log(Level.WARNING, "The database does not answer: {0}", reason);
        } else if (!answered && yes) {
            LOG.log(Level.INFO, "The database answers again");
        }
        answered = yes;
        return yes;
    }
}
