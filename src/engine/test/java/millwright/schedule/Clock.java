package millwright.schedule;

import millwright.testing.TestDatabase;

/** The database's clock, stopped at a moment of the test's. */
final class Clock {

    private Clock() {}

    static void set(TestDatabase database, String now) {
        database.sql("CREATE OR REPLACE FUNCTION millwright.clock() RETURNS timestamptz LANGUAGE sql STABLE RETURN '"
                + now + "'::timestamptz");
    }
}
