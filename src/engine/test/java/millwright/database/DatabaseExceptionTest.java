package millwright.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an SQLSTATE says about trying again. */
class DatabaseExceptionTest {

    @ParameterizedTest
    @CsvSource({
        // state, transient, connection lost, data error
        "40001, true, false, false",
        "40P01, true, false, false",
        "55P03, true, false, false",
        "08006, true, true, false",
        "57P01, true, true, false",
        "53300, true, true, false",
        ", true, true, false",
        "22003, false, false, true",
        "23505, false, false, true",
        "42P01, false, false, false"
    })
    void tellsWhatToDo(String state, boolean again, boolean lost, boolean data) {
        DatabaseException thrown = new DatabaseException(new SQLException("what", state));
        assertEquals(again, thrown.isTransient());
        assertEquals(lost, thrown.isConnectionLost());
        assertEquals(data, thrown.isDataError());
    }
}
