package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import millwright.database.Database;
import millwright.job.AttemptOutcome;
import millwright.job.AttemptScope;
import millwright.job.OwnTransaction;
import millwright.job.RunningAttempt;
import millwright.testing.FakeTransactions;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** How many statements the repository needs for a job, a step, a partition and a chunk: few, and one a checkpoint. */
@PostgresTest
class StatementCountTest {

    private final BatchBench bench;
    private final List<String> statements = new CopyOnWriteArrayList<>();

    StatementCountTest(TestDatabase database) {
        bench = new BatchBench(database);
    }

    @Test
    void aChunkIsOneCheckpointAndTheMarkOfItsTransaction() {
        int small = statementsOf("items", 100, 1);
        // the one that finds the end of the input is a chunk too
        assertEquals(10 + 1, checkpoints());
        int large = statementsOf("items", 200, 1);
        assertEquals(20 + 1, checkpoints());
        assertEquals(2 * 10, large - small);
    }

    @Test
    void aChunkOfAPartitionToo() {
        int small = statementsOf("ranges", 30, 2);
        int large = statementsOf("ranges", 60, 2);
        assertEquals(2 * 6, large - small);
    }

    @Test
    void aPartitionIsItsBeginningItsEndAndTheMarksOfItsOpeningAndClosing() {
        int few = statementsOf("ranges", 60, 2);
        int many = statementsOf("ranges", 60, 4);
        // and those of the chunk that finds the end of its input
        assertEquals(2 * (4 + 2), many - few);
    }

    @Test
    void aJobOfOneBatchletIsFewStatements() {
        assertEquals(4, statementsOf("plain-classes", 1, 1), statements::toString);
    }

    private int statementsOf(String definition, int items, int partitions) {
        Script script = bench.script(items);
        script.ranges.partitions = partitions;
        RunningAttempt attempt = bench.claim(definition);
        BatchRunner runner = counting();
        statements.clear();
        assertEquals(
                AttemptOutcome.COMPLETED,
                AttemptScope.during(attempt, () -> runner.run(attempt)).outcome());
        return statements.size();
    }

    private long checkpoints() {
        return statements.stream()
                .filter(sql -> sql.contains("SET fraction = ?"))
                .count();
    }

    private BatchRunner counting() {
        FakeTransactions transactions = bench.transactions();
        return new BatchRunner(
                new Database(counted(DataSource.class, transactions.dataSource())),
                () -> new ContainerTransactions(transactions, transactions),
                BatchBench.beans(),
                BatchBench.loader(),
                new BatchConfig(false, true, 0),
                new PartitionThreads(0, Thread::new),
                new OwnTransaction(() -> false, Thread::new));
    }

    private <T> T counted(Class<T> type, T target) {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Connection connection ? counted(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }
}
