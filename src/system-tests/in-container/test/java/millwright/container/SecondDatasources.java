package millwright.container;

import static millwright.container.Watched.bean;
import static millwright.container.Watched.over;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import millwright.database.DatabaseException;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Jobs;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A transaction that holds a connection of the application's own datasource, which is no XA datasource either. */
interface SecondDatasources {

    // the last of all: Payara gives the connection it has refused back to the pool, where another test looks into it
    @Test
    @Order(Integer.MAX_VALUE)
    @SuppressWarnings("BanJNDI") // the names are this test's
    default void aSubmissionBesideAnotherDatasourceFailsAndNamesBoth() throws Exception {
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        DataSource orders = InitialContext.doLookup("jdbc/orders");
        Jobs jobs = bean(Jobs.class);
        JobRequest request = JobRequest.of("wiring", "in-container")
                .withParameters(
                        Json.createObjectBuilder().add("colour", "black").build());
        UUID apart;
        transaction.begin();
        try {
            assertEquals(List.of("1"), Rows.of(orders, "SELECT 1"));
            DatabaseException refused = assertThrows(DatabaseException.class, () -> jobs.submit(request));
            assertTrue(
                    refused.getMessage()
                            .startsWith("the transaction has used 'jdbc/orders', which is no XA datasource, and cannot"
                                    + " commit 'jdbc/millwright' with it"),
                    refused::getMessage);
            apart = jobs.submitIndependently(request);
        } finally {
            transaction.rollback();
        }
        assertEquals(JobState.COMPLETED, over(apart).state());
    }
}
