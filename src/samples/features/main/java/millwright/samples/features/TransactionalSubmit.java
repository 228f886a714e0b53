package millwright.samples.features;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;

/**
 * Transactional submit: the order's row and the job that confirms it exist both, or neither.
 * Nothing is needed for it but the datasource that Millwright has, too: no outbox, no second commit.
 */
@ApplicationScoped
public class TransactionalSubmit {

    @Inject
    private MethodJobs methods;

    @Resource(lookup = "jdbc/millwright")
    private DataSource database;

    @BackgroundJob(name = "confirm-order")
    public String confirm(UUID order) {
        return "confirmed " + order;
    }

    /** The job's id. A price below zero is noticed late, and takes back row and job. */
    @Transactional
    public UUID order(UUID order, int price) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO samples.customer_order VALUES (?, ?)")) {
            insert.setObject(1, order);
            insert.setInt(2, price);
            insert.executeUpdate();
        }
        UUID job = methods.submit(TransactionalSubmit::confirm, order);
        if (price < 0) {
            throw new IllegalArgumentException("the price is " + price);
        }
        return job;
    }

    @PostConstruct
    void makeTable() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS samples.customer_order (id uuid PRIMARY KEY, price integer)");
        } catch (SQLException e) {
            throw new IllegalStateException("the table of orders could not be made", e);
        }
    }
}
