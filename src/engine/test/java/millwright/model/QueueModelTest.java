package millwright.model;

import java.io.IOException;
import java.util.List;
import millwright.testing.TestDatabase;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * J3, J5, Q1, Q2, Q4 and N3 to N4, whatever happens in whatever order: after each step each job is where the model has
 * it, and at the end all are over and nothing is left behind.
 */
@Tag("postgresql")
class QueueModelTest {

    private static final int LONGEST = 120;
    private static final int EVENTS_EVERY = 10;

    private static TestDatabase database;
    private static World world;
    private static int played;

    @BeforeContainer
    static void open() {
        database = TestDatabase.migrated();
        world = World.withoutTime(database);
    }

    @AfterContainer
    static void close() throws IOException {
        database.close();
    }

    @Property
    void eachJobIsWhereTheModelHasIt(@ForAll("sequences") List<Step> steps) {
        world.begin();
        Moves moves = new Moves(world);
        for (Step step : steps) {
            moves.play(step);
            world.compare();
        }

        new Drain(world, moves).run();
        world.compare();
        world.ledger.check();
        Books.check(database);
        if (++played % EVENTS_EVERY == 0) {
            Books.checkEvents(database);
        }
    }

    @Provide
    static Arbitrary<List<Step>> sequences() {
        return Step.sequences(LONGEST);
    }
}
